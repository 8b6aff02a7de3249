/**
 * Keeps a request behind the opened documents that it may be about. vscode-languageclient 10.1 by itself does not: at a
 * start it holds documents without a tab back, and the first message that it sends next waits until they are told. If
 * that is a shown file, the question for its diagnostics overtakes it (`sendPendingOpenNotifications` finds nothing
 * left to wait for), the server knows no such document, and its empty answer stands until the next edit.
 */
export class OpenOrder {
  #opened: Promise<unknown> = Promise.resolve();

  /** Notes that a document is being told to the server; returns the same promise. */
  opening(sent: Promise<void>): Promise<void> {
    this.#opened = Promise.allSettled([this.#opened, sent]);
    return sent;
  }

  /** Sends once every document noted so far has been told, or could not be. */
  async afterOpening<T>(send: () => Promise<T>): Promise<T> {
    await this.#opened;
    return send();
  }

  /** Forgets what was under way: what a server that ended was not told holds back nothing of the next one. */
  reset(): void {
    this.#opened = Promise.resolve();
  }
}
