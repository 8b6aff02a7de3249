import { classifyFile } from '../fileClass.ts';

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

/** The head of a document of YAML that describes a custom resource, up to what says so. */
const customResource =
  /(?:^|\n---[ \t]{0,10}\r?\n)(?:(?:#[^\n]*|[ \t]*|\{\{[^{}\n]{1,200}\}\}|apiVersion: [\w./-]{1,100})\r?\n){0,100}kind: CustomResourceDefinition[ \t]{0,10}\r?\n/g;

/**
 * Whether a file is sure to be of a class in which keys mean nothing, by its name or by a head that leaves no doubt:
 * only formats are looked for in it. False for many that are.
 */
export function isSurelyKeyless({ text, languageId, fileName }: Unread): boolean {
  // Nothing that the file says makes keys of a lock file mean something.
  if (classifyFile(fileName, nothingKnown) === 'lock-file') return true;
  return languageId === 'yaml' ? describesResource(text) : isJsonSchema(text);
}

function isJsonSchema(text: string): boolean {
  const head = jsonSchema.exec(text);
  // A second one at the root would count in its place.
  return head !== null && !/\$schema|\\u0024/i.test(text.slice(head[0].length));
}

function describesResource(text: string): boolean {
  if (!text.includes('kind: CustomResourceDefinition')) return false;
  for (const { 0: head, index } of text.matchAll(customResource)) {
    const from = index + head.length;
    const end = text.indexOf('\n---', from);
    const rest = text.slice(from, end === -1 ? text.length : end);
    // In the same document another kind would count in its place.
    if (!/^[^\s#-][^\n]{0,20}kind|^["'?!&*{[]|^kind/m.test(rest)) return true;
  }
  return false;
}
