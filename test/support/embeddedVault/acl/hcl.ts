import type { HclToken } from './hclTokens.ts';
import { hclTokens } from './hclTokens.ts';

/** A value of the policy language. */
export type HclValue = string | readonly HclValue[] | HclBlock;
export type HclBlock = ReadonlyMap<string, HclValue>;

/** One `path "..." { ... }` of a policy. */
export interface HclPath {
  readonly path: string;
  readonly settings: HclBlock;
}

/**
 * The `path` blocks of a policy. Knows the subset that policies for KV need: strings, words, lists and maps.
 * @throws SyntaxError for anything else.
 */
export function parsePolicyHcl(text: string): readonly HclPath[] {
  const reader = new Reader(hclTokens(text));
  const paths: HclPath[] = [];
  while (!reader.done) {
    const { text: word, line } = reader.take('word');
    if (word !== 'path') throw new SyntaxError(`invalid key "${word}" on line ${line}`);
    const path = reader.take('string').text;
    reader.sign('{');
    paths.push({ path, settings: block(reader) });
  }
  return paths;
}

class Reader {
  readonly #tokens: readonly HclToken[];
  #next = 0;

  constructor(tokens: readonly HclToken[]) {
    this.#tokens = tokens;
  }

  get done(): boolean {
    return this.#next >= this.#tokens.length;
  }

  any(): HclToken {
    const token = this.#tokens[this.#next];
    if (token === undefined) throw new SyntaxError('object expected closing RBRACE got: EOF');
    this.#next += 1;
    return token;
  }

  take(kind: HclToken['kind']): HclToken {
    const token = this.any();
    if (token.kind !== kind) throw new SyntaxError(`unexpected "${token.text}" on line ${token.line}`);
    return token;
  }

  sign(text: string): void {
    const token = this.take('sign');
    if (token.text !== text)
      throw new SyntaxError(`expected ${text} got ${token.text} on line ${token.line}`);
  }

  /** Takes the sign when it is next. */
  skip(text: string): boolean {
    const token = this.#tokens[this.#next];
    const here = token?.kind === 'sign' && token.text === text;
    if (here) this.#next += 1;
    return here;
  }
}

/** After `{`, up to and with `}`. */
function block(reader: Reader): HclBlock {
  const settings = new Map<string, HclValue>();
  while (!reader.skip('}')) {
    const name = reader.any();
    if (name.kind === 'sign') throw new SyntaxError(`unexpected "${name.text}" on line ${name.line}`);
    if (reader.skip('{')) settings.set(name.text, block(reader));
    else {
      reader.sign('=');
      settings.set(name.text, value(reader));
    }
    reader.skip(',');
  }
  return settings;
}

function value(reader: Reader): HclValue {
  if (reader.skip('[')) return list(reader);
  if (reader.skip('{')) return block(reader);
  const token = reader.any();
  if (token.kind === 'sign') throw new SyntaxError(`unexpected "${token.text}" on line ${token.line}`);
  return token.text;
}

function list(reader: Reader): readonly HclValue[] {
  const items: HclValue[] = [];
  while (!reader.skip(']')) {
    items.push(value(reader));
    reader.skip(',');
  }
  return items;
}
