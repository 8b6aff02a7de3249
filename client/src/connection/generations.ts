import { randomUUID } from 'node:crypto';
import { isRecord, isText } from '../shape.ts';

/** A connection, as far as signing out is about it. */
export interface SignedInPlace {
  readonly origin: string;
  readonly namespace: string;
}

/** PORT: a small file that all windows of the user share. */
export interface SharedFile {
  /** Undefined when there is none. */
  read(): Promise<string | undefined>;
  /** Whole or not at all. */
  write(text: string): Promise<void>;
}

const MAX_PLACES = 200;

/**
 * Counts the sign-outs of each place, for all windows: the events of the editor's secret storage do not reach every
 * window, and its state is read once a window. Who signed in under an earlier generation is signed out.
 */
export class Generations {
  readonly #file: SharedFile;

  constructor(file: SharedFile) {
    this.#file = file;
  }

  /** The generation of a place: empty before the first sign-out. */
  async current(place: SignedInPlace): Promise<string> {
    return (await this.#read())[keyOf(place)] ?? '';
  }

  /** Begins another generation: every window that is signed in there is to sign out. */
  async advance(place: SignedInPlace): Promise<void> {
    const others = Object.entries(await this.#read()).filter(([key]) => key !== keyOf(place));
    const all = [...others.slice(1 - MAX_PLACES), [keyOf(place), randomUUID()]];
    await this.#file.write(JSON.stringify(Object.fromEntries(all)));
  }

  /** What cannot be read is as if there was nothing: then whoever signed in under a generation signs in again. */
  async #read(): Promise<Readonly<Record<string, string>>> {
    const text = await this.#file.read().catch(() => undefined);
    try {
      const written: unknown = JSON.parse(text ?? '{}');
      const entries = isRecord(written) ? Object.entries(written) : [];
      return Object.fromEntries(entries.filter((entry): entry is [string, string] => isText(entry[1])));
    } catch {
      return {};
    }
  }
}

function keyOf({ origin, namespace }: SignedInPlace): string {
  return JSON.stringify([origin, namespace]);
}
