import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { parseConfig } from '../../../../server/src/languageService/parse/index.ts';
import { LARGE_FILES } from '../../../support/reader/largeFiles.ts';
import { replaceAt } from '../../../support/reader/rereading.ts';
import { PATIENCE } from './readings.ts';

const EDITS = 1000;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Bytes that are in use when nothing is left to collect. */
function heapInUse(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

it.each(Object.entries(LARGE_FILES))(
  'the readings before are let go, however many blocks are left of them: %s',
  (_name, { languageId, make }) => {
    let text = make(2500);
    let document = parseConfig(text, languageId);
    const edit = (number: number): void => {
      // All over the file, so that in the end each block was read from another version of it.
      const at = text.indexOf('replicas', Math.floor((text.length * ((number * 37) % 101)) / 102));
      const digit = text.indexOf(': ', at) + 2;
      text = replaceAt(text, digit, 1, String(number % 10));
      document = parseConfig(text, languageId, document);
    };
    for (let number = 0; number < 10; number += 1) edit(number);
    const early = heapInUse();
    for (let number = 10; number < EDITS; number += 1) edit(number);
    // Blocks that held on to the text they were read from would be 5 to 20 MB here.
    expect(heapInUse() - early).toBeLessThan(3_000_000);
    expect(document.text).toBe(text);
  },
  PATIENCE,
);
