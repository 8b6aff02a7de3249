import { expect, test } from 'vitest';
import { describeAll } from '../../../server/src/cli/describeAll.ts';
import { parseConfig } from '../../../server/src/languageService/parse/index.ts';
import { extractReferences } from '../../../server/src/languageService/references/extract.ts';
import { referencesOf } from '../../../server/src/scan/compareOptions.ts';
import { InMemorySecretStore } from '../../support/inMemorySecretStore.ts';

const text = [
  'own: secret/app/db#password',
  'vals: ref+vault://secret/app/db#/password',
  'elsewhere: ref+vault://secret/other?address=https://other.example.test#/k',
  'here: ref+vault://secret/app/db?address=https://vault.example.test#/password',
  '',
].join('\n');
const config = parseConfig(text, 'yaml');

test('a reference that names another server is counted as not checked, and nobody is asked for it', async () => {
  const store = new InMemorySecretStore().put('secret', 'app/db', ['password']);
  const { reasons, paths } = await describeAll(store, extractReferences(config, ['secret']));
  expect([...reasons]).toEqual([['elsewhere: The reference names a server or namespace of its own.', 1]]);
  expect(paths).toBe(1);
  expect(store.describeCalls).toEqual(['secret/app/db']);
});

test('the values of one that names a server are not compared with', () => {
  expect(referencesOf(config, ['secret']).map(({ path }) => path)).toEqual(['app/db', 'app/db']);
});
