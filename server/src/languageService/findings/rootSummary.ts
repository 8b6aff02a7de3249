import type { BlockContent, ConfigScalar } from '../configDocument.ts';
import { MemoryKey } from '../memory.ts';

/** Root keys that tell what a file is, each with a bit. */
const telling = [
  'openapi',
  'swagger',
  'asyncapi',
  '$defs',
  'type',
  'properties',
  'lockfileVersion',
  '_meta',
  'default',
  'develop',
  'kind',
  'apiVersion',
  'metadata',
  'services',
  'jobs',
  'on',
  'steps',
  'workflows',
  'stages',
] as const;

export type TellingKey = (typeof telling)[number];

const bits: ReadonlyMap<unknown, number> = new Map(telling.map((key, index) => [key, 1 << index]));

/** Root keys that state the version of an API description. An application has settings under the same names. */
const versioned: ReadonlySet<unknown> = new Set<TellingKey>(['openapi', 'swagger', 'asyncapi']);

/** Bit of a root key that is no language. */
export const NOT_A_LANGUAGE = 1 << telling.length;
/** Bit of any root key. */
export const ANY_KEY = NOT_A_LANGUAGE << 1;

/** The bits of some keys. */
export function bitsOf(...keys: readonly TellingKey[]): number {
  return keys.reduce((all, key) => all | (bits.get(key) ?? 0), 0);
}

/** What a block tells of the root of its document. */
export interface RootSummary {
  readonly keys: number;
  /** The last scalars under these root keys, when they are not too long to say anything. */
  readonly kind: string | undefined;
  readonly type: string | undefined;
  readonly schema: string | undefined;
}

/** Languages that Rails and its kind put at the root of a file of translations. */
const language =
  /^(?:ar|bg|ca|cs|da|de|el|en|es|et|fa|fi|fr|he|hi|hr|hu|it|ja|ko|lt|lv|nb|nl|nn|pl|pt|ro|ru|sk|sl|sr|sv|th|tr|uk|vi|zh)(?:[-_][A-Za-z]{2,4})?$/;

/** Longest value that is looked at. */
const MAX_VALUE = 300;

const summaryKey = new MemoryKey<RootSummary>();

/** The summary of a block. Memoised: it holds no index of a list. */
export function summariseRoot(content: BlockContent): RootSummary {
  const { shape } = content;
  const known = summaryKey.recall(shape);
  if (known) return known;
  const values: Record<'kind' | 'type' | '$schema', string | undefined> = {
    kind: undefined,
    type: undefined,
    $schema: undefined,
  };
  let keys = 0;
  let before: unknown;
  for (const scalar of content.scalars) {
    const { rootKey: first, depth } = scalar;
    if (typeof first !== 'string') continue;
    if (first !== before && isMeant(first, scalar)) keys |= keyBits(first);
    before = first;
    const isValue = depth === 1 && (first === 'kind' || first === 'type' || first === '$schema');
    // A copy: what is memoised must not keep the text of the block.
    if (isValue && scalar.value.length <= MAX_VALUE) values[first] = ` ${scalar.value}`.slice(1);
  }
  return summaryKey.keep(shape, { keys, kind: values.kind, type: values.type, schema: values.$schema });
}

/** Whether a root key tells what it seems to: a version is a number right under its key. */
function isMeant(key: string, { path, value }: ConfigScalar): boolean {
  return !versioned.has(key) || (path.length === 1 && /^\d/.test(value));
}

function keyBits(key: string): number {
  return ANY_KEY | (bits.get(key) ?? 0) | (key.length < 10 && language.test(key) ? 0 : NOT_A_LANGUAGE);
}
