import type { Connection, WorkDoneProgressReporter } from 'vscode-languageserver';
import { abortable } from '../abortable.ts';
import type { Subscription } from '../languageService/secretStore.ts';
import type { Timer } from '../runtime.ts';

const scanTitle = 'Scanning for plaintext secrets';

/** So long a scan may take before a place for its progress is asked for, and between two reports, in milliseconds. */
const patienceMs = 400;
const intervalMs = 200;

/** Shows a client how far a scan is. */
export class ScanProgress {
  readonly #timer: Timer;
  readonly #message: () => string;
  readonly #title: string;
  #reporter: WorkDoneProgressReporter | undefined;
  #next: Subscription | undefined;
  #hasEnded = false;

  constructor(timer: Timer, message: () => string, title = scanTitle) {
    this.#timer = timer;
    this.#message = message;
    this.#title = title;
  }

  /** Reports where the client wants it. */
  attach(connection: Connection, token: string | number): void {
    this.#begin(connection.window.attachWorkDoneProgress(token), false);
  }

  /** Asks for a place to report to if the scan takes its time; `cancel` is called when somebody cancels there. */
  ask(connection: Connection, cancel: () => void, signal: AbortSignal): void {
    this.#next = this.#timer.setTimeout(() => {
      // A client may refuse, or never answer: then nothing is shown.
      void abortable(connection.window.createWorkDoneProgress(), signal).then(
        (progress) => {
          progress.token.onCancellationRequested(cancel);
          if (this.#hasEnded) progress.done();
          else this.#begin(progress, true);
        },
        () => undefined,
      );
    }, patienceMs);
  }

  end(): void {
    this.#hasEnded = true;
    this.#next?.dispose();
    this.#reporter?.done();
  }

  #begin(reporter: WorkDoneProgressReporter, canCancel: boolean): void {
    this.#reporter = reporter;
    reporter.begin(this.#title, undefined, this.#message(), canCancel);
    this.#report();
  }

  #report(): void {
    this.#next = this.#timer.setTimeout(() => {
      this.#reporter?.report(this.#message());
      this.#report();
    }, intervalMs);
  }
}
