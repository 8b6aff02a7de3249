import type { Locator, Page } from 'playwright-core';

/** The box at the top of the window: palette, lists and input boxes. Every wait throws when 15 s pass. */
export class QuickInput {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /**
   * Opens a list by a key, filters it and accepts the item that has `row` in it. The list is filtered a moment after
   * the typing, so only the item with the focus is what Enter takes; and the box closes when the focus is taken by
   * something that starts up meanwhile, so it is opened again.
   */
  async open(key: string, query: string, row: string): Promise<void> {
    const wanted = this.#page.locator('.quick-input-list .monaco-list-row.focused', { hasText: row }).first();
    for (let attempt = 1; ; attempt += 1) {
      await this.#page.keyboard.press(key);
      try {
        await this.field().fill(query, { timeout: 4000 });
        await wanted.waitFor({ timeout: 4000 });
        await this.#page.keyboard.press('Enter');
        return;
      } catch (error) {
        if (attempt === 4) throw error;
        await this.#page.keyboard.press('Escape');
      }
    }
  }

  /** The text field of the list or input box that is open. */
  field(): Locator {
    return this.#page.locator('.quick-input-widget:visible input:not([type=checkbox])').first();
  }

  /** Chooses an item of the list that is open. */
  async choose(label: string): Promise<void> {
    await this.#page.locator('.quick-input-list .monaco-list-row', { hasText: label }).first().click();
  }

  /** Waits for an input box whose prompt or title holds `about`, types and accepts. */
  async answer(about: string, text: string): Promise<void> {
    await this.waitFor(about);
    await this.field().fill(text);
    await this.#page.keyboard.press('Enter');
  }

  /** Accepts what an input box proposes; returns that. */
  async acceptProposed(about: string): Promise<string> {
    await this.waitFor(about);
    const proposed = await this.field().inputValue();
    await this.#page.keyboard.press('Enter');
    return proposed;
  }

  /** All that the list or input box that is open shows. */
  text(): Promise<string> {
    return this.#page.locator('.quick-input-widget:visible').innerText();
  }

  async waitFor(about: string): Promise<void> {
    await this.#page.locator('.quick-input-widget:visible', { hasText: about }).waitFor();
  }
}
