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

test('the variables of the official client are read, of the family of the pair alone', () => {
  const pair = environmentPair({
    VAULT_ADDR: 'https://v',
    VAULT_TOKEN: 't',
    VAULT_CACERT: '/etc/ca.pem',
    VAULT_CAPATH: '/etc/cas',
    VAULT_CACERT_BYTES: 'made-up pem',
    VAULT_TLS_SERVER_NAME: 'vault.internal',
    VAULT_CLIENT_CERT: '/etc/cert.pem',
    VAULT_CLIENT_KEY: '/etc/key.pem',
    VAULT_CLIENT_TIMEOUT: '20s',
    VAULT_MAX_RETRIES: '0',
    VAULT_RATE_LIMIT: '5:7',
    BAO_NAMESPACE: 'other',
  });
  expect(pair).toEqual({
    address: 'https://v',
    token: 't',
    namespace: '',
    options: {
      caFile: '/etc/ca.pem',
      caFolder: '/etc/cas',
      caBytes: 'made-up pem',
      tlsServerName: 'vault.internal',
      pace: { limit: 5, burst: 7, maxRetries: 0, timeout: 20 },
    },
    clientCertificate: { certFile: '/etc/cert.pem', keyFile: '/etc/key.pem' },
    skipTlsVerify: false,
  });
});

test.each([
  [{ VAULT_CLIENT_TIMEOUT: '60' }, { timeout: 60 }],
  [{ VAULT_CLIENT_TIMEOUT: '1500ms' }, { timeout: 1.5 }],
  [{ VAULT_CLIENT_TIMEOUT: '2m' }, { timeout: 120 }],
  [{ VAULT_CLIENT_TIMEOUT: '1h30m' }, undefined],
  [{ VAULT_CLIENT_TIMEOUT: '-1' }, undefined],
  [{ VAULT_RATE_LIMIT: '2.5' }, { limit: 2.5 }],
  [{ VAULT_RATE_LIMIT: 'fast' }, undefined],
  [{ VAULT_MAX_RETRIES: '1e9' }, undefined],
  [{ VAULT_CLIENT_CERT: '/only/half' }, undefined],
])('%j gives the pace %j', (more, pace) => {
  const pair = environmentPair({ VAULT_ADDR: 'https://v', VAULT_TOKEN: 't', ...more });
  expect(pair?.options).toEqual(pace === undefined ? {} : { pace });
  expect(pair?.clientCertificate).toBeUndefined();
});

test('only what Go reads as true switches verification off', () => {
  expect(['false', '0', 'f', '', 'no', 'yes', 'tRUE'].map(parseBool)).not.toContain(true);
  expect(['1', 't', 'T', 'true', 'TRUE', 'True'].map(parseBool)).not.toContain(false);
});
