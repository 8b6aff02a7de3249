import type { Locator, Page } from 'playwright-core';

/** The active text editor, as people see it. Every wait throws when 15 s pass. */
export class EditorPane {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** The squiggles of warnings and informations, as they are drawn. */
  squiggles(): Locator {
    return this.#page.locator('.editor-instance .squiggly-warning, .editor-instance .squiggly-info');
  }

  /** The text as it is drawn, which for a short file is all of it. */
  async text(): Promise<string> {
    const lines = await this.#page.locator('.editor-instance .view-line').evaluateAll(visibleLines);
    return lines.join('\n');
  }

  /** Shows the hover at the cursor and returns its text once it holds `part`. */
  async hover(part: string): Promise<string> {
    const hover = this.#page.locator('.monaco-hover:visible', { hasText: part }).first();
    for (let attempt = 0; ; attempt += 1) {
      await this.#page.keyboard.press('Control+K');
      await this.#page.keyboard.press('Control+I');
      const shown = await hover.waitFor({ timeout: 4000 }).then(
        () => true,
        () => false,
      );
      if (shown) return hover.innerText();
      if (attempt === 3) throw new Error(`no hover with "${part}"`);
      await this.#page.keyboard.press('Escape');
    }
  }

  /** Asks for completions at the cursor and accepts the one called `label`. */
  async complete(label: string): Promise<void> {
    await this.#page.keyboard.press('Control+Space');
    const row = this.suggestions().filter({ hasText: label }).first();
    await row.waitFor();
    await row.click();
    await this.#page.locator('.suggest-widget.visible').waitFor({ state: 'hidden' });
  }

  suggestions(): Locator {
    return this.#page.locator('.suggest-widget.visible .monaco-list-row');
  }

  /** Titles in the lightbulb's menu at the cursor, which stays open. */
  async openLightbulb(): Promise<string[]> {
    // In the gutter, or above the line where its indentation leaves room. A bulb that was dismissed here does not
    // come again, while the keys still open its menu.
    const bulb = '[class*="codicon-gutter-lightbulb"]:visible, .lightBulbWidget:visible';
    await this.#page
      .locator(bulb)
      .first()
      .waitFor({ timeout: 5000 })
      .catch(() => undefined);
    await this.#openMenu();
    return this.#menuItems().allInnerTexts();
  }

  /** Chooses an item of the lightbulb's menu by the beginning of its title. */
  async quickFix(title: string): Promise<void> {
    await this.openLightbulb();
    await this.chooseFix(title);
  }

  /** Chooses an item of the lightbulb's menu that is open. */
  async chooseFix(title: string): Promise<void> {
    await this.#menuItems().filter({ hasText: title }).first().click();
  }

  /** The keys miss in about one of ten when the bulb has just appeared. */
  async #openMenu(): Promise<void> {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await this.#page.keyboard.press('Control+.');
      const open = await this.#menuItems()
        .first()
        .waitFor({ timeout: 1500 })
        .then(
          () => true,
          () => false,
        );
      if (open) return;
    }
    throw new Error('the menu of the lightbulb did not open');
  }

  #menuItems(): Locator {
    const menu = '.context-view .action-widget:not(.action-list-submenu-panel)';
    return this.#page.locator(`${menu} .monaco-list-row.action`);
  }
}

/** Runs in the page, where lines are placed by their distance from the top and blanks are no-break spaces. */
function visibleLines(lines: readonly { textContent: string | null; style?: { top: string } }[]): string[] {
  return [...lines]
    .sort((left, right) => parseFloat(left.style?.top ?? '') - parseFloat(right.style?.top ?? ''))
    .map((line) => (line.textContent ?? '').replaceAll('\u00a0', ' '));
}
