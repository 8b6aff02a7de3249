import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { EditorPane } from './editorPane.ts';
import { ProblemsPanel } from './problemsPanel.ts';
import { QuickInput } from './quickInput.ts';
import { ViewTree } from './viewTree.ts';

/** How long a window may take to show its workspace, by attempt: a slow machine gets the time, a stuck page is seen. */
const showDeadlinesMs = [12_000, 30_000, 60_000];
/** How long the extension host and the extension may take to start in a window. */
const startDeadlineMs = 60_000;

/** What people do in the editor's window, as verbs. Every wait throws when 15 s pass, if nothing else is said. */
export class Workbench {
  readonly page: Page;
  readonly editor: EditorPane;
  readonly problems: ProblemsPanel;
  readonly input: QuickInput;
  readonly secrets: ViewTree;
  readonly migration: ViewTree;

  constructor(page: Page) {
    this.page = page;
    this.editor = new EditorPane(page);
    this.problems = new ProblemsPanel(page);
    this.input = new QuickInput(page);
    this.secrets = new ViewTree(page, 'Plaintext Secrets');
    this.migration = new ViewTree(page, 'Migration');
    page.setDefaultTimeout(15_000);
  }

  /**
   * Loads the editor's page and waits until the explorer lists the workspace. In about one of ten starts of a workspace
   * with several folders the editor shows none of them, for good: then it is loaded again.
   */
  async open(address: URL, onProgress: (message: string) => void = () => undefined): Promise<void> {
    for (const [attempt, deadline] of showDeadlinesMs.entries()) {
      await this.page.goto(address.href);
      try {
        await this.untilShown(deadline);
        return;
      } catch (error) {
        if (attempt === showDeadlinesMs.length - 1) throw error;
        onProgress(`The editor showed no workspace in ${deadline / 1000} s; loading it again.`);
      }
    }
  }

  /**
   * Waits until the extension has started, which a file of one of its languages must be shown for: then the status bar
   * has the entry for language states. Throws when 60 s pass. What comes later in the window has no such excuse.
   */
  async untilExtensionRuns(): Promise<void> {
    await this.page.locator('[id="status.languageStatus"]').waitFor({ timeout: startDeadlineMs });
  }

  /** Waits until the explorer lists the workspace, or would if its section had not been folded in an earlier window. */
  async untilShown(timeout: number): Promise<void> {
    const listed = this.page.locator('.explorer-folders-view .monaco-list-row');
    const folded = this.page.locator('.pane-header[aria-label^="Explorer Section"][aria-expanded="false"]');
    await listed.or(folded).first().waitFor({ timeout });
  }

  /** Runs a command by its title in the palette. */
  async runCommand(title: string): Promise<void> {
    await this.input.open('F1', `>${title}`, title);
  }

  /** Opens a file by its name, or its path in the workspace where the name occurs twice, and waits for its text. */
  async openFile(path: string): Promise<void> {
    const name = path.split('/').at(-1) ?? path;
    await this.input.open('Control+P', path, name);
    await this.page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
    await this.page.locator('.editor-instance .view-line').first().waitFor();
  }

  /** Presses a button of the modal dialog; returns the dialog's text. */
  async answerDialog(button: string): Promise<string> {
    const dialog = await this.waitForDialog();
    const text = await dialog.innerText();
    await dialog.locator('.monaco-button', { hasText: button }).click();
    await dialog.waitFor({ state: 'hidden' });
    return text;
  }

  async waitForDialog(): Promise<Locator> {
    const dialog = this.page.locator('.monaco-dialog-box:visible');
    await dialog.waitFor();
    return dialog;
  }

  /** Waits for a notification with this text; returns all of it. */
  async notification(text: string): Promise<string> {
    const toast = this.page
      .locator('.notifications-toasts .notification-list-item', { hasText: text })
      .first();
    await toast.waitFor();
    return toast.innerText();
  }

  /** Presses a button of the notification that has this text; returns the text. */
  async answerNotification(text: string, button: string): Promise<string> {
    const all = await this.notification(text);
    const toast = this.page
      .locator('.notifications-toasts .notification-list-item', { hasText: text })
      .first();
    await toast.locator('.monaco-button', { hasText: button }).first().click();
    return all;
  }

  /** Trusts the workspace, in the dialog for it, and closes that. */
  async trustFolder(): Promise<void> {
    await this.runCommand('Workspaces: Manage Workspace Trust');
    const trust = this.page.locator('.workspace-trust-editor');
    await trust.locator('.monaco-button', { hasText: 'Trust' }).first().click();
    await trust.getByText('You trust this folder').waitFor();
    // Escape closes the dialog only once the focus is inside, which takes a moment.
    for (let attempt = 0; attempt < 20 && (await trust.isVisible()); attempt += 1) {
      await trust.focus();
      await this.page.keyboard.press('Escape');
      await this.page.waitForTimeout(250);
    }
    await trust.waitFor({ state: 'hidden' });
  }

  /** Takes the notifications off the screen. */
  async clearNotifications(): Promise<void> {
    await this.runCommand('Notifications: Clear All Notifications');
    await this.page
      .locator('.notifications-toasts .notification-list-item')
      .first()
      .waitFor({ state: 'hidden' });
  }

  /** Puts the cursor at a place of the active editor, 1-based, as the status bar counts. */
  async goTo(line: number, column: number): Promise<void> {
    await this.page.keyboard.press('Control+G');
    await this.input.field().fill(`:${line}:${column}`);
    await this.page.keyboard.press('Enter');
    await this.page.locator('.quick-input-widget:visible').waitFor({ state: 'detached' });
    const place = `Ln ${line}, Col ${column}`;
    await this.page.locator('.statusbar-item', { hasText: place }).first().waitFor();
  }

  /** Waits until the active file has an edit that is not saved. */
  async waitForUnsaved(): Promise<void> {
    await this.page.locator('.tab.active.dirty').waitFor();
  }

  async save(): Promise<void> {
    await this.page.keyboard.press('Control+S');
    await this.page.locator('.tab.active:not(.dirty)').waitFor();
  }

  /** What the language status tells of the connection; empty where there is none. */
  async languageStatus(): Promise<string> {
    const entry = this.page.locator('[id="status.languageStatus"]');
    return (await entry.isVisible()) ? ((await entry.getAttribute('aria-label')) ?? '') : '';
  }

  async screenshot(file: string): Promise<void> {
    await mkdir(dirname(file), { recursive: true });
    await this.page.screenshot({ path: file });
  }
}
