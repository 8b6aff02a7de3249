import { expect, test } from 'vitest';
import { parseConfig } from '../../../../server/src/languageService/parse/index.ts';
import { sensuProviderAddresses } from '../../../../server/src/languageService/references/sensuProviders.ts';

const addresses = (text: string, languageId = 'yaml') =>
  sensuProviderAddresses(parseConfig(text, languageId).blocks);

const provider = (address: string, type = 'VaultProvider', version = 'secrets/v1'): string =>
  `type: ${type}\napi_version: ${version}\nspec:\n  client:\n    address: ${address}\n`;

test('addresses of every provider of a file, each document on its own', () => {
  const text = [provider('https://one.example'), provider('https://two.example')].join('---\n');
  expect(addresses(text)).toEqual(['https://one.example', 'https://two.example']);
});

test('in lists and in JSON', () => {
  const resource = {
    type: 'VaultProvider',
    api_version: 'secrets/v1',
    spec: { client: { address: 'https://one.example' } },
  };
  expect(addresses(JSON.stringify({ items: [resource] }), 'json')).toEqual(['https://one.example']);
  expect(addresses(JSON.stringify([resource]), 'json')).toEqual(['https://one.example']);
});

test.each([
  ['another type', provider('https://one.example', 'Env')],
  ['another version', provider('https://one.example', 'VaultProvider', 'core/v2')],
  [
    'another place',
    'type: VaultProvider\napi_version: secrets/v1\nclient:\n  address: https://one.example\n',
  ],
  [
    'parts of two documents',
    `type: VaultProvider\napi_version: secrets/v1\n---\n${provider('https://one.example', 'Env')}`,
  ],
])('not those of %s', (_what, text) => {
  expect(addresses(text)).toEqual([]);
});
