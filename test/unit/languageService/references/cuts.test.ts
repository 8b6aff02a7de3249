import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extractReferences } from '../../../../server/src/languageService/references/extract.ts';
import { readWith } from '../../../../server/src/languageService/parse/index.ts';
import type { Cut } from '../../../../server/src/languageService/parse/segment.ts';
import { readCorpus } from '../../../support/reader/corpusTexts.ts';

const uncut: Cut = { minimum: Infinity };
const everywhere: Cut = { minimum: 1, everywhere: true };

/** References with absolute offsets. */
function references(text: string, languageId: string, cut: Cut): readonly object[] {
  return extractReferences(readWith(text, languageId, cut), ['secret', 'team/kv']).map(
    ({ block, extracted }) => ({
      ...extracted,
      text: text.slice(block.start + extracted.start, block.start + extracted.end),
      at: block.start + extracted.start,
      start: 0,
      end: 0,
      ...movedRanges(extracted, block.start),
    }),
  );
}

function movedRanges(reference: object, by: number): object {
  return Object.fromEntries(
    Object.entries(reference)
      .filter(([name]) => /Range$|^problem$/.test(name))
      .map(([name, { start, end }]: [string, { start: number; end: number }]) => [
        name,
        [start + by, end + by],
      ]),
  );
}

const line = fc.constantFrom(
  'password: secret/app/db#password',
  'url: "postgres://vault://secret/app/db#user@host"',
  'misspelt: secrt/app/db#password',
  'escaped: "secret/app/db\\u0023password"',
  'type: Secret',
  'api_version: secrets/v1',
  'metadata: {name: vault}',
  'spec: {provider: vault, id: "team/kv/app#key"}',
  'type: VaultProvider',
  '# secret/app/db#password',
  'note: nothing here',
  'injected: vault:team/kv/data/app#key',
  'url: postgres://${vault:secret/data/app#user}:${bao:secret/data/app#password}@host',
  'placeholder: <path:secret/data/app#key#2 | base64encode>',
  'vals: ref+vault://secret/app#/key',
  'vals: "x ref+vault://secret/app/key+y"',
  `data: {a: ${btoa('vault:secret/data/app#key')}, b: ${btoa('x<path:secret/data/app#key>')}}`,
);
const documents = fc
  .array(fc.array(line, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 4 })
  .map((all) => all.map((lines) => `${lines.join('\n')}\n`).join('---\n'));

describe('references are the same however a file is cut', () => {
  it('in the corpus of the reader', () => {
    for (const { path, text, languageId } of readCorpus(20_000)) {
      expect(references(text, languageId, everywhere), path).toEqual(references(text, languageId, uncut));
    }
  });

  it('in random documents of all dialects', () => {
    fc.assert(
      fc.property(documents, (text) => {
        expect(references(text, 'yaml', everywhere)).toEqual(references(text, 'yaml', uncut));
      }),
      { numRuns: 1_000 },
    );
  });
});
