import { describe, expect, it } from 'vitest';
import type { ConfigDocument } from '../../../../server/src/languageService/configDocument.ts';
import { readWith } from '../../../../server/src/languageService/parse/index.ts';
import { isFullRun } from '../../../support/fullRun.ts';
import { LARGE_FILES } from '../../../support/reader/largeFiles.ts';
import { randomNumbers } from '../../../support/reader/random.ts';
import { CUTS, gapOf, replaceAt, reread } from '../../../support/reader/rereading.ts';
import { PATIENCE } from './readings.ts';

const EDITS = isFullRun ? 1000 : 400;
const SIZE = 200_000;
const TYPED = [
  'x',
  ' ',
  '\n',
  '- ',
  'k: v\n',
  '"',
  '[',
  '}',
  '#',
  '---\n',
  '{{',
  '{{ x }}',
  '    ',
  "'",
  ': ',
];

/** A file of about the size, whatever its entries take. */
function fileOf(make: (entries: number) => string): string {
  return make(Math.round(SIZE / (make(200).length / 200)));
}

/** One of each format; the full run tries all. */
const QUICK = ['one list', 'JSON'];
const tried = Object.entries(LARGE_FILES).filter(([name]) => isFullRun || QUICK.includes(name));

describe.each(tried)(`after ${EDITS} edits: %s`, (_name, { languageId, make }) => {
  const original = fileOf(make);
  const cut = CUTS.normal;

  it(
    'the reading equals a fresh one, in about as many blocks',
    () => {
      const random = randomNumbers(1);
      let text = original;
      let document: ConfigDocument = readWith(text, languageId, cut);
      const blocks = document.blocks.length;
      for (let edit = 1; edit <= EDITS; edit += 1) {
        // Each third edit takes all the damage back, as one does who types.
        const isRepair = edit % 3 === 0;
        const at = Math.floor(random() * text.length);
        const typed = TYPED[Math.floor(random() * TYPED.length)] ?? '';
        text = isRepair ? original : replaceAt(text, at, random() < 0.5 ? 0 : 3, typed);
        if (edit % 50 === 0) document = reread(document, text, languageId, cut);
        else document = readWith(text, languageId, cut, document);
      }
      expect(gapOf(document)).toBeUndefined();
      expect(document.blocks.length).toBeLessThan(blocks * 2);
    },
    PATIENCE,
  );
});
