import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readMarkedCorpus } from '../../../../../scripts/eval/markedCorpus.ts';
import type { ConfigDocument } from '../../../../../server/src/languageService/configDocument.ts';
import { detectFindings } from '../../../../../server/src/languageService/findings/detector.ts';
import type { Finding } from '../../../../../server/src/languageService/findings/finding.ts';
import type { PlacementAnswer } from '../../../../../server/src/languageService/migration/placement/placement.ts';
import { placeReference } from '../../../../../server/src/languageService/migration/placement/placeReference.ts';
import { planEdits } from '../../../../../server/src/languageService/migration/placement/planEdits.ts';
import { restoreEdits } from '../../../../../server/src/languageService/migration/placement/restoreEdits.ts';
import { parseConfig } from '../../../../../server/src/languageService/parse/index.ts';
import {
  type ReferenceFormat,
  referenceFormats,
} from '../../../../../server/src/languageService/references/formats/referenceFormat.ts';
import { entryOf } from './marked.ts';

interface FoundFile {
  readonly file: string;
  readonly document: ConfigDocument;
  readonly languageId: string;
  readonly findings: readonly Finding[];
}

/** What detection finds in files as people write them. */
const files: readonly FoundFile[] = readMarkedCorpus(
  join(import.meta.dirname, '../../../../corpus/detection'),
).map(({ file, text }) => {
  const languageId = /\.jsonc?$/.test(file) ? 'jsonc' : 'yaml';
  const document = parseConfig(text, languageId);
  return { file, document, languageId, findings: detectFindings(document, { fileName: file }) };
});

function placeFindings(
  { document, findings }: FoundFile,
  format: ReferenceFormat,
): readonly PlacementAnswer[] {
  return findings.map((secret, index) => {
    const located = document.scalarAt(secret.scalarStart)!;
    const target = { mount: 'secret', path: 'app', key: `k${index}` };
    return placeReference({ document, located, secret, target, format });
  });
}

describe('what is found in the labelled corpus', () => {
  test.each(referenceFormats)('moves in the form %s and comes back byte for byte', (format) => {
    let [found, moved] = [0, 0];
    for (const source of files) {
      const { document, languageId, file } = source;
      const answers = placeFindings(source, format);
      const placements = answers.filter((answer) => answer.ok);
      const { change, merged, refused } = planEdits(document, languageId, placements);
      expect(refused, file).toEqual([]);
      const restorings = merged.map((placement) => ({ entry: entryOf(placement), value: placement.value }));
      const back = restoreEdits(parseConfig(change.after, languageId), languageId, restorings);
      expect(back.refused, file).toEqual([]);
      expect(back.change.after, file).toBe(document.text);
      found += answers.length;
      moved += merged.length;
    }
    expect(found).toBeGreaterThan(250);
    // Our own form has no place for parts, and base64 of bytes is no text.
    expect(moved).toBeGreaterThan(found * (format === 'own' ? 0.6 : 0.9));
  });
});
