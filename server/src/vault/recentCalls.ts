import { StoreError } from '../languageService/storeError.ts';
import type { RecentCall } from '../protocol.ts';
import type { HttpAnswer, HttpCall, HttpSender } from './transport.ts';

const MAX_CALLS = 50;

/** Sends, and remembers what was sent last: each try on its own, without query, body and headers. */
export class RecentCalls implements HttpSender {
  readonly #inner: HttpSender;
  readonly #now: () => number;
  readonly #calls: RecentCall[] = [];

  constructor(inner: HttpSender, now: () => number) {
    this.#inner = inner;
    this.#now = now;
  }

  /** The newest last. */
  get calls(): readonly RecentCall[] {
    return [...this.#calls];
  }

  async send(call: HttpCall): Promise<HttpAnswer> {
    const begun = this.#now();
    try {
      const answer = await this.#inner.send(call);
      this.#note(call, answer.status, begun);
      return answer;
    } catch (error) {
      this.#note(call, error instanceof StoreError ? error.kind : 'cancelled', begun);
      throw error;
    }
  }

  close(): void {
    this.#inner.close();
  }

  #note({ method, url }: HttpCall, outcome: RecentCall['outcome'], begun: number): void {
    const path = new URL(url).pathname.replace(/^\/v1\//, '');
    this.#calls.push({ method, path, outcome, milliseconds: Math.round(this.#now() - begun) });
    if (this.#calls.length > MAX_CALLS) this.#calls.shift();
  }
}
