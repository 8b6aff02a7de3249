import { classifyFile } from '../fileClass.ts';
import { spellings } from './spellings.ts';

/** What is to be told of a file before it is read. */
export interface Unread {
  readonly text: string;
  /** `yaml`, `json` or `jsonc`. */
  readonly languageId: string;
  /** As in `DetectionContext.fileName`. */
  readonly fileName: string;
}

const nothingKnown = {
  isSchema: false,
  isLockFile: false,
  isKubernetes: false,
  isCompose: false,
  isWorkflow: false,
  isTranslation: false,
} as const;

/** The head of a JSON Schema, up to the key that says so. */
const jsonSchema =
  /^\s{0,100}\{\s{0,100}(?:"(?:\$?id|title|description|\$comment)"\s{0,10}:\s{0,10}"[^"\\\n]{0,1000}"\s{0,10},\s{0,100}){0,5}"\$schema"\s{0,10}:\s{0,10}"[^"\\\n]{0,100}json-schema\.org[^"\\\n]{0,100}"/;

/** The head of a document of YAML that describes a custom resource, up to what says so. A line that stands deeper goes on with the kind. */
const customResource =
  /(?:^|\n---[ \t]{0,10}\r?\n)(?:(?:#[^\n]*|[ \t]*|\{\{(?!-? ?\/)[^{}\n]{1,200}\}\}|apiVersion: [\w./-]{1,100})\r?\n){0,100}kind: CustomResourceDefinition[ \t]{0,10}\r?\n(?=(?:[ \t]{0,100}\r?\n){0,100}(?:\S|[ \t]{1,100}#|$))/g;

/**
 * What may set another schema at the root of JSON: its key with anything but a mapping behind it, or written with escapes
 * of its characters.
 */
const otherSchema = /(?<!")\$schema|\$schema(?!"\s{0,100}:\s{0,100}\{)|\\u00(?:24|73|63|68|65|6d|61)/i;

/**
 * What may set another kind in a document of YAML: the key, a word that may be half of it, or a line that begins in a way
 * of its own. Lines of one template action are nothing to YAML.
 */
const otherKind = /^[^\s#{-][^\n]{0,20}kind|^["'?!&*[]|^\{(?!\{[^{}\n]{1,200}\}\}[ \t]{0,10}\r?$)|^kind/m;

/**
 * Whether a file is sure to be of a class in which keys mean nothing, by its name or by a head that leaves no doubt:
 * only formats are looked for in it. False for many that are.
 */
export function isSurelyKeyless({ text, languageId, fileName }: Unread): boolean {
  const named = classifyFile(fileName, nothingKnown);
  // Nothing that the file says makes keys of a lock file mean something, and of a schema only that it is a resource.
  if (named === 'lock-file' || (named === 'schema' && !mayBeResource(text))) return true;
  return languageId === 'yaml' ? describesResource(text) : isJsonSchema(text);
}

function mayBeResource(text: string): boolean {
  const forms = spellings(text);
  return (
    forms.some((form) => /\bkind\b/.test(form)) && forms.some((form) => /apiVersion|metadata/.test(form))
  );
}

function isJsonSchema(text: string): boolean {
  const head = jsonSchema.exec(text);
  // A second one at the root would count in its place.
  return head !== null && !otherSchema.test(text.slice(head[0].length));
}

function describesResource(text: string): boolean {
  if (!text.includes('kind: CustomResourceDefinition')) return false;
  for (const { 0: head, index } of text.matchAll(customResource)) {
    const from = index + head.length;
    const end = text.indexOf('\n---', from);
    const rest = text.slice(from, end === -1 ? text.length : end);
    // In the same document another kind would count in its place.
    if (!otherKind.test(rest)) return true;
  }
  return false;
}
