import type { BlockContent, ConfigDocument } from '../configDocument.ts';

/** What a file says about itself at the top of its documents. */
export interface DocumentFacts {
  readonly isSchema: boolean;
  readonly isLockFile: boolean;
  readonly isKubernetes: boolean;
  readonly isCompose: boolean;
  readonly isWorkflow: boolean;
  readonly isTranslation: boolean;
}

/** What the root of one YAML document says. */
export interface RootFacts {
  readonly kind?: string;
  readonly type?: string;
}

interface Summary {
  /** Scalars that are strings, and how many of them read like text for people. */
  readonly strings: number;
  readonly sentences: number;
  readonly keys: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, string>;
}

const summaries = new WeakMap<BlockContent, Summary>();

/** Root keys of a block, and the values of those that hold a scalar. Memoised per content. */
function summarise(content: BlockContent): Summary {
  const known = summaries.get(content);
  if (known) return known;
  const keys = new Set<string>();
  const values = new Map<string, string>();
  let [strings, sentences] = [0, 0];
  for (const { path, value, kind } of content.scalars) {
    const [first] = path;
    if (kind === 'string') strings += 1;
    if (kind === 'string' && isSentence(value)) sentences += 1;
    if (typeof first !== 'string') continue;
    keys.add(first);
    if (path.length === 1 && value.length <= 300) values.set(first, value);
  }
  const summary = { keys, values, strings, sentences };
  summaries.set(content, summary);
  return summary;
}

/** Facts about the whole file: the union over its blocks. Linear in blocks once they were seen. */
export function documentFacts(document: ConfigDocument): DocumentFacts {
  const parts = document.blocks.map(({ content }) => summarise(content));
  const has = (key: string): boolean => parts.some(({ keys }) => keys.has(key));
  const says = (key: string, pattern: RegExp): boolean =>
    parts.some(({ values }) => pattern.test(values.get(key) ?? ''));
  const isApi = has('openapi') || has('swagger') || has('asyncapi');
  const isJsonSchema = says('$schema', /json-schema\.org/) || (has('$defs') && has('type'));
  const isObjectSchema = has('properties') && says('type', /^object$/);
  return {
    isSchema:
      isApi ||
      isJsonSchema ||
      isObjectSchema ||
      says('kind', /^(?:CustomResourceDefinition|XRD|Composite.*)$/),
    isLockFile: has('lockfileVersion') || (has('_meta') && has('default') && has('develop')),
    isKubernetes: has('kind') && (has('apiVersion') || has('metadata')),
    isCompose: has('services') && parts.some(({ keys }) => !keys.has('kind') && !keys.has('jobs')),
    isWorkflow: has('jobs') && (has('on') || has('steps') || has('workflows') || has('stages')),
    isTranslation: (parts.length > 0 && parts.every(isLocaleRoot)) || isMostlySentences(parts),
  };
}

/** A word with a capital, or several words: what a label or a message looks like, and a setting hardly ever. */
function isSentence(value: string): boolean {
  return value.length < 2_000 && /^\p{Lu}\p{Ll}|^\p{Lo}|\p{L} \p{L}/u.test(value) && !value.includes('\n');
}

function isMostlySentences(parts: readonly Summary[]): boolean {
  let [strings, sentences] = [0, 0];
  for (const part of parts) {
    strings += part.strings;
    sentences += part.sentences;
  }
  return strings >= 30 && sentences >= strings * 0.75;
}

/** Languages that Rails and its kind put at the root of a file of translations. */
const locale =
  /^(?:ar|bg|ca|cs|da|de|el|en|es|et|fa|fi|fr|he|hi|hr|hu|it|ja|ko|lt|lv|nb|nl|nn|pl|pt|ro|ru|sk|sl|sr|sv|th|tr|uk|vi|zh)(?:[-_][A-Za-z]{2,4})?$/;

function isLocaleRoot({ keys }: Summary): boolean {
  return keys.size > 0 && [...keys].every((key) => locale.test(key));
}

/** What the root of each YAML document says, by document number. */
export function rootFacts(document: ConfigDocument): ReadonlyMap<number, RootFacts> {
  const roots = new Map<number, RootFacts>();
  for (const { document: number, content } of document.blocks) {
    const { values } = summarise(content);
    const [kind, type] = [values.get('kind'), values.get('type')];
    const before = roots.get(number);
    roots.set(number, {
      ...before,
      ...(kind === undefined ? {} : { kind }),
      ...(type === undefined ? {} : { type }),
    });
  }
  return roots;
}
