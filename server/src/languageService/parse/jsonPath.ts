import type { PathSegment } from '../configDocument.ts';

interface Level {
  readonly kind: 'object' | 'array';
  /** The key or index of the entry that is being read; undefined before the first. */
  step: PathSegment | undefined;
  /** What an object waits for. */
  expects: 'key' | 'colon' | 'value';
}

/** Where in a JSON document a scanner is, kept right as far as malformed text allows. */
export class JsonPath {
  readonly #levels: Level[] = [];

  get depth(): number {
    return this.#levels.length;
  }

  /** Whether a string that comes now is a key. A key without a colon was half-typed: the next string replaces it. */
  get atKey(): boolean {
    const top = this.#levels.at(-1);
    return top?.kind === 'object' && top.expects !== 'value';
  }

  /** Whether a value may come now. In a list a missing comma does not matter. */
  get atValue(): boolean {
    return !this.atKey;
  }

  /** A value begins or is read; returns its path. */
  value(): PathSegment[] {
    const top = this.#levels.at(-1);
    if (top?.kind === 'array') top.step = typeof top.step === 'number' ? top.step + 1 : 0;
    else if (top) top.expects = 'key';
    return this.#levels.map(({ step }) => step ?? '');
  }

  open(kind: Level['kind']): void {
    this.value();
    this.#levels.push({ kind, step: undefined, expects: 'key' });
  }

  /** Closes the innermost level of this kind and what is left open in it; a bracket that closes nothing is ignored. */
  close(kind: Level['kind']): void {
    const index = this.#levels.findLastIndex((level) => level.kind === kind);
    if (index !== -1) this.#levels.length = index;
  }

  key(name: string): void {
    const top = this.#levels.at(-1);
    if (!top) return;
    top.step = name;
    top.expects = 'colon';
  }

  endKey(): void {
    const top = this.#levels.at(-1);
    if (top?.expects === 'colon') top.expects = 'value';
  }

  endEntry(): void {
    const top = this.#levels.at(-1);
    if (top) top.expects = 'key';
  }
}
