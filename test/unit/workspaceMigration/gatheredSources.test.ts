import { expect, test } from 'vitest';
import { defaultResourceSettings } from '../../../server/src/languageService/resourceSettings.ts';
import {
  GatheredSources,
  MAX_SECRETS,
} from '../../../server/src/workspaceMigration/sources/gatheredSources.ts';
import type { ReadSource } from '../../../server/src/workspaceMigration/sources/readSource.ts';

function file(path: string, secrets: number): ReadSource {
  const findings = Array.from({ length: secrets }, (_, index) => ({
    id: `x:${index}`,
    ruleId: 'x',
    confidence: 'high' as const,
    reason: '',
    start: index,
    end: index,
    scalarStart: index,
    scalarEnd: index,
  }));
  const source = { uri: `file:///${path}`, languageId: 'yaml', folder: 'w', path, text: '', findings };
  return { source, settings: defaultResourceSettings, accepted: new Set() };
}

const paths = ({ files }: GatheredSources): readonly string[] => files.map(({ source }) => source.path);

test('files without a secret are none of a migration', () => {
  const gathered = new GatheredSources();
  gathered.add(file('a', 0));
  expect([paths(gathered), gathered.skipped, gathered.secrets]).toEqual([[], [], 0]);
});

test('what is more than one migration moves is named, and later files that fit are taken', () => {
  const gathered = new GatheredSources();
  for (const [path, secrets] of [
    ['a', MAX_SECRETS - 10],
    ['b', 11],
    ['c', 10],
    ['d', 1],
  ] as const) {
    gathered.add(file(path, secrets));
  }
  expect([paths(gathered), gathered.secrets]).toEqual([['a', 'c'], MAX_SECRETS]);
  const reason = 'one migration moves at most 2000 secrets: move these afterwards';
  expect(gathered.skipped).toEqual([
    { path: 'b', reason },
    { path: 'd', reason },
  ]);
});

test('of very many places that were skipped the number is told', () => {
  const gathered = new GatheredSources();
  for (let index = 0; index < 512; index += 1) gathered.skip(`f${index}`, 'binary');
  expect(gathered.skipped).toHaveLength(501);
  expect(gathered.skipped.at(-1)).toEqual({ path: '', reason: 'and 12 more places' });
});
