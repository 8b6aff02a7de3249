import type { ScalarKind } from '../../configDocument.ts';
import { LazyScalar } from '../scalar.ts';
import { decodeString } from './decode.ts';

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** What an unquoted value is. What JSON does not know is a `string`: half-typed, a template, or of another format. */
export function kindOfPlain(raw: string): ScalarKind {
  if (raw === 'null') return 'null';
  if (raw === 'true' || raw === 'false') return 'boolean';
  return NUMBER.test(raw) ? 'number' : 'string';
}

export class JsonString extends LazyScalar {
  get kind(): ScalarKind {
    return 'string';
  }

  protected decode(): string {
    return decodeString(this.raw);
  }
}

export class JsonPlain extends LazyScalar {
  get kind(): ScalarKind {
    return kindOfPlain(this.raw);
  }

  protected decode(): string {
    return this.raw;
  }
}
