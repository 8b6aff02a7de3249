import type { Locator, Page } from 'playwright-core';

/** The Problems panel. */
export class ProblemsPanel {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async open(): Promise<void> {
    if (await this.#rows().first().isVisible()) return;
    await this.#page.keyboard.press('Control+Shift+M');
    await this.#page.locator('.markers-panel').waitFor();
  }

  /** Waits for an entry with this text. */
  async waitFor(text: string): Promise<void> {
    await this.open();
    await this.#rows().filter({ hasText: text }).first().waitFor();
  }

  /** Waits until no entry has this text. */
  async waitForNo(text: string): Promise<void> {
    await this.#rows().filter({ hasText: text }).first().waitFor({ state: 'detached' });
  }

  /** One line for each entry that is drawn, files and problems. */
  async entries(): Promise<string[]> {
    await this.open();
    const texts = await this.#rows().allInnerTexts();
    return texts.map((text) => text.replaceAll(/\s+/gu, ' ').trim());
  }

  #rows(): Locator {
    return this.#page.locator('.markers-panel .monaco-list-row');
  }
}
