import { GitError } from './gitError.ts';

const LINE_BREAK = 0x0a;

/** Takes lines and numbers of bytes from a stream of chunks. */
export class ByteReader {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #rest: Uint8Array = new Uint8Array(0);

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** The next line without its line break. @throws GitError when there is none. */
  async line(): Promise<string> {
    let text = '';
    for (;;) {
      const end = this.#rest.indexOf(LINE_BREAK);
      if (end >= 0) {
        text += Buffer.from(this.#rest.subarray(0, end)).toString('latin1');
        this.#rest = this.#rest.subarray(end + 1);
        return text;
      }
      text += Buffer.from(this.#rest).toString('latin1');
      this.#rest = await this.#more();
    }
  }

  /** The next `count` bytes. @throws GitError when there are fewer. */
  async take(count: number): Promise<Uint8Array> {
    const taken = new Uint8Array(count);
    let length = 0;
    while (length < count) {
      if (this.#rest.length === 0) this.#rest = await this.#more();
      const part = this.#rest.subarray(0, count - length);
      taken.set(part, length);
      length += part.length;
      this.#rest = this.#rest.subarray(part.length);
    }
    return taken;
  }

  /** Gives the stream up. */
  async close(): Promise<void> {
    await this.#chunks.return?.();
  }

  async #more(): Promise<Uint8Array> {
    const next = await this.#chunks.next();
    if (next.done === true) throw new GitError('failed');
    return next.value;
  }
}
