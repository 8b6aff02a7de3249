import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  type ConfigDocument,
  locatedScalars,
} from '../../../../server/src/languageService/configDocument.ts';
import { parseConfig } from '../../../../server/src/languageService/parse/index.ts';
import { alignScalars, describeScalars, readCases } from './recoveryCases/recoveryCase.ts';

const FOLDER = new URL('./recoveryCases/', import.meta.url);
const FAMILIES = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.txt'))
  .map((file) => ({ family: file.slice(0, -4), source: readFileSync(new URL(file, FOLDER), 'utf8') }));

describe.each(FAMILIES)('recovery: $family', ({ source }) => {
  it.each(readCases(source))('$name', ({ text, languageId, expected }) => {
    const document = parseConfig(text, languageId);
    const aligned = alignScalars(describeScalars(document), expected);
    const shown = `${text}\n--- read as`;
    expect([shown, ...aligned.found]).toEqual([shown, ...aligned.expected]);
    expectOrder(document);
  });
});

it('there are at least 200 cases, each under a name of its own in its family', () => {
  const names = FAMILIES.flatMap(({ family, source }) =>
    readCases(source).map(({ name }) => `${family}: ${name}`),
  );
  expect(names.length).toBeGreaterThanOrEqual(200);
  expect(new Set(names).size).toBe(names.length);
});

/** Ranges lie in the text, one behind the other. */
function expectOrder(document: ConfigDocument): void {
  let last = 0;
  for (const { start, end } of locatedScalars(document)) {
    expect(start).toBeGreaterThanOrEqual(last);
    expect(end).toBeGreaterThanOrEqual(start);
    last = end;
  }
  expect(last).toBeLessThanOrEqual(document.text.length);
}
