import type { ConnectionView } from './connectionView.ts';

/** What the editor shows of the connection now; others can wait for what comes next. */
export class ShownView {
  readonly #show: (view: ConnectionView) => void;
  #view: ConnectionView = { kind: 'starting' };
  #waiting: (() => void)[] = [];

  /** `show` is called with every new view. */
  constructor(show: (view: ConnectionView) => void) {
    this.#show = show;
  }

  get current(): ConnectionView {
    return this.#view;
  }

  set(view: ConnectionView): void {
    this.#view = view;
    this.#show(view);
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  /** Resolves when the next view is shown. */
  next(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}
