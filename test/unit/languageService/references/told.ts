import { parseConfig } from '../../../../server/src/languageService/parse/index.ts';
import { extractReferences } from '../../../../server/src/languageService/references/extract.ts';
import type { NamedMount } from '../../../../server/src/languageService/references/mounts.ts';
import type { ExtractedReference } from '../../../../server/src/languageService/references/reference.ts';

/** One known by the setting alone, one of each version, and one of several segments. */
export const mounts: readonly NamedMount[] = [
  'secret',
  { path: 'kv', kvVersion: 2 },
  { path: 'old', kvVersion: 1 },
  { path: 'team/kv', kvVersion: 2 },
];

/** The references of a file as text: `dialect: mount | path | key [@version]`, or where it is malformed. */
export function toldReferences(text: string, languageId = 'yaml', known = mounts): readonly string[] {
  const config = parseConfig(text, languageId);
  return extractReferences(config, known).map(({ block, extracted }) =>
    told(text.slice(block.start), extracted),
  );
}

/** The same of the only scalar of a file, which holds `value`. */
export function toldValue(value: string, known = mounts): readonly string[] {
  return toldReferences(JSON.stringify({ a: value }), 'json', known);
}

function told(text: string, reference: ExtractedReference): string {
  const { dialect } = reference;
  switch (reference.kind) {
    case 'found': {
      const { mount, path, key } = reference.reference;
      const version = reference.version === undefined ? '' : ` @${reference.version}`;
      return `${dialect}: ${[mount, path, key].join(' | ')}${version}`;
    }
    case 'malformed':
      return `${dialect}: malformed at ${JSON.stringify(text.slice(reference.problem.start, reference.problem.end))}`;
    case 'unknown-mount':
      return `${dialect}: ${reference.written} for ${reference.nearest}`;
  }
}
