import type { BlockContent, ConfigDocument } from '../configDocument.ts';
import type { RootFacts } from './rootFacts.ts';
import {
  ANY_KEY,
  bitsOf,
  NOT_A_LANGUAGE,
  type RootSummary,
  summariseRoot,
  type TellingKey,
} from './rootSummary.ts';
import { areMostlySentences } from './sentences.ts';

/** What a file says about itself at the top of its documents. */
export interface DocumentFacts {
  readonly isSchema: boolean;
  readonly isLockFile: boolean;
  readonly isKubernetes: boolean;
  readonly isCompose: boolean;
  readonly isWorkflow: boolean;
  /** Asked last: it is the only fact that takes more than the roots. */
  readonly isTranslation: boolean;
}

/** One YAML document, or all of a JSON file. */
export interface DocumentPart extends RootFacts {
  readonly blocks: readonly BlockContent[];
  readonly schema: string | undefined;
  /** Bits of its root keys. */
  readonly keys: number;
}

/** The documents of a file, in order. Linear in blocks once they were seen. */
export function partsOf({ blocks }: ConfigDocument): readonly DocumentPart[] {
  const parts: DocumentPart[] = [];
  let contents: BlockContent[] = [];
  for (const [index, { content, document }] of blocks.entries()) {
    contents.push(content);
    if (blocks[index + 1]?.document === document) continue;
    parts.push(join(contents));
    contents = [];
  }
  return parts;
}

function join(blocks: readonly BlockContent[]): DocumentPart {
  let keys = 0;
  let { kind, type, schema }: Partial<RootSummary> = {};
  for (const block of blocks) {
    const summary = summariseRoot(block);
    keys |= summary.keys;
    kind = summary.kind ?? kind;
    type = summary.type ?? type;
    schema = summary.schema ?? schema;
  }
  return { blocks, keys, kind, type, schema };
}

const API = bitsOf('openapi', 'swagger', 'asyncapi');
const PIPENV = bitsOf('_meta', 'default', 'develop');
const RESOURCE = bitsOf('kind', 'jobs');

/** Facts about the whole file: the union over its documents. */
export function documentFacts(parts: readonly DocumentPart[]): DocumentFacts {
  const keys = parts.reduce((all, part) => all | part.keys, 0);
  const has = (...names: readonly TellingKey[]): boolean => (keys & bitsOf(...names)) !== 0;
  return {
    isSchema: (keys & API) !== 0 || isJsonSchema(parts, has) || parts.some(isCustomKind),
    isLockFile: has('lockfileVersion') || (keys & PIPENV) === PIPENV,
    isKubernetes: has('kind') && has('apiVersion', 'metadata'),
    isCompose: has('services') && parts.some((part) => (part.keys & RESOURCE) === 0),
    isWorkflow: has('jobs') && has('on', 'steps', 'workflows', 'stages'),
    get isTranslation() {
      return (parts.length > 0 && parts.every(isLanguageRoot)) || areMostlySentences(contentsOf(parts));
    },
  };
}

function isJsonSchema(
  parts: readonly DocumentPart[],
  has: (...names: readonly TellingKey[]) => boolean,
): boolean {
  if (has('$defs') && has('type')) return true;
  if (has('properties') && parts.some(({ type }) => type === 'object')) return true;
  return parts.some(({ schema }) => schema !== undefined && /json-schema\.org/.test(schema));
}

function isCustomKind({ kind }: DocumentPart): boolean {
  return kind !== undefined && /^(?:CustomResourceDefinition|XRD|Composite.*)$/.test(kind);
}

function isLanguageRoot({ keys }: DocumentPart): boolean {
  return (keys & (ANY_KEY | NOT_A_LANGUAGE)) === ANY_KEY;
}

function* contentsOf(parts: readonly DocumentPart[]): Iterable<BlockContent> {
  for (const { blocks } of parts) yield* blocks;
}
