import { expect, test } from 'vitest';
import { environmentPair, parseBool } from '../../../server/src/vault/environment.ts';

test.each([
  [{}, undefined],
  [{ VAULT_ADDR: 'https://v' }, undefined],
  [{ VAULT_TOKEN: 't' }, undefined],
  [{ VAULT_ADDR: 'https://v', BAO_TOKEN: 't' }, undefined],
  [{ BAO_ADDR: 'https://b', VAULT_TOKEN: 't' }, undefined],
  [{ VAULT_ADDR: 'https://v', VAULT_TOKEN: 't' }, 'https://v t'],
  [{ BAO_ADDR: 'https://b', BAO_TOKEN: 'u', VAULT_ADDR: 'https://v', VAULT_TOKEN: 't' }, 'https://b u'],
  [{ BAO_ADDR: 'https://b', VAULT_ADDR: 'https://v', VAULT_TOKEN: 't' }, 'https://v t'],
])('%j gives %s', (environment, expected) => {
  const pair = environmentPair(environment);
  expect(pair && `${pair.address} ${pair.token}`).toBe(expected);
});

test('only what Go reads as true switches verification off', () => {
  expect(['false', '0', 'f', '', 'no', 'yes', 'tRUE'].map(parseBool)).not.toContain(true);
  expect(['1', 't', 'T', 'true', 'TRUE', 'True'].map(parseBool)).not.toContain(false);
});
