import type { Locator, Page } from 'playwright-core';

/** A view of ours in the Explorer, by its title. */
export class ViewTree {
  readonly #page: Page;
  readonly #title: string;

  constructor(page: Page, title: string) {
    this.#page = page;
    this.#title = title;
  }

  /** Folds the files of the Explorer away, so that all entries are drawn, or gets them back. */
  async toggleFiles(): Promise<void> {
    await this.#page.locator('.part.sidebar .pane-header').first().click();
  }

  /** Waits for an entry with this text. */
  async waitFor(text: string): Promise<void> {
    await this.#row(text).waitFor();
  }

  /** Waits until no entry has this text. */
  async waitForNo(text: string): Promise<void> {
    await this.#row(text).waitFor({ state: 'detached' });
  }

  /** One line for each entry that is drawn. */
  async entries(): Promise<string[]> {
    const texts = await this.#rows().allInnerTexts();
    return texts.map((text) => text.replaceAll(/\s+/gu, ' ').trim());
  }

  /** What a screen reader says of the entries. */
  async spoken(): Promise<string[]> {
    const rows = await this.#rows().all();
    return Promise.all(rows.map(async (row) => (await row.getAttribute('aria-label')) ?? ''));
  }

  async click(text: string): Promise<void> {
    await this.#row(text).click();
  }

  /** Presses the checkbox of an entry, and waits until it is as it then has to be. */
  async tick(text: string, isOn: boolean): Promise<void> {
    const box = (state: boolean): Locator =>
      this.#row(text).locator(`.monaco-custom-toggle[aria-checked="${String(state)}"]`);
    await box(!isOn).click();
    await box(isOn).waitFor();
  }

  /**
   * Presses an action that an entry shows while the mouse is on it, until `result` is there: the editor drops a press
   * on an entry that is being drawn anew.
   */
  async press(text: string, action: string, result: Locator): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      await this.#row(text).hover();
      await this.#row(text).locator(`.action-label[aria-label^="${action}"]`).first().click();
      try {
        await result.waitFor({ timeout: attempt === 4 ? 15_000 : 3000 });
        return;
      } catch (error) {
        if (attempt === 4) throw error;
      }
    }
  }

  /** Chooses from the menu of an entry. */
  async choose(text: string, item: string): Promise<void> {
    await this.#row(text).click({ button: 'right' });
    await this.#page.locator('.context-view .monaco-menu .action-item', { hasText: item }).first().click();
  }

  /** All that the view says, its title's count and its message included. */
  async text(): Promise<string> {
    return this.#pane().innerText();
  }

  /** Waits until the view says something. */
  async untilSays(text: string): Promise<void> {
    await this.#pane().filter({ hasText: text }).waitFor();
  }

  #pane(): Locator {
    return this.#page.locator('.pane', {
      has: this.#page.locator('.pane-header', { hasText: this.#title }),
    });
  }

  #rows(): Locator {
    return this.#pane().locator('.monaco-list-row');
  }

  #row(text: string): Locator {
    return this.#rows().filter({ hasText: text }).first();
  }
}
