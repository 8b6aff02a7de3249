import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLoopback, isPlainHttpToNetwork, parseAddress } from '../../../client/src/connection/address.ts';

const accepted = [
  ['https://vault.example.com:8200', 'https://vault.example.com:8200'],
  [' https://vault.example.com/ ', 'https://vault.example.com'],
  ['HTTPS://Vault.Example.COM:443', 'https://vault.example.com'],
  ['http://127.0.0.1:8200', 'http://127.0.0.1:8200'],
  ['http://[::1]:8200/', 'http://[::1]:8200'],
] as const;

const refused = [
  '',
  'vault.example.com:8200',
  'ftp://vault.example.com',
  'javascript:alert(1)',
  'file:///etc/passwd',
  'https://user@vault.example.com',
  'https://user:word@vault.example.com',
  'https://vault.example.com@evil.example',
  'https://vault.example.com\\@evil.example',
  'https://vault.exa\nmple.com',
  'https://vault.example.com/ui/vault',
  'https://vault.example.com/?a=b',
  'https://vault.example.com/#a',
  'https://',
];

describe('parseAddress', () => {
  it.each(accepted)('takes %j as %s', (text, origin) => {
    expect(parseAddress(text)).toEqual({ ok: true, origin });
  });

  it.each(refused)('refuses %j and says why', (text) => {
    expect(parseAddress(text)).toEqual({ ok: false, message: expect.stringMatching(/\w/) as string });
  });

  it('answers only origins, which it takes again unchanged', () => {
    const hosts = fc.oneof(
      fc.webUrl(),
      fc.webAuthority().map((host) => `https://${host}`),
      fc.string(),
    );
    fc.assert(
      fc.property(hosts, (text) => {
        const parsed = parseAddress(text);
        if (!parsed.ok) return;
        expect(new URL(parsed.origin).origin).toBe(parsed.origin);
        expect(parseAddress(parsed.origin)).toEqual(parsed);
      }),
    );
  });
});

describe('isLoopback', () => {
  it.each([
    'http://localhost:8200',
    'http://127.0.0.1',
    'http://127.1',
    'http://127.255.0.3',
    'http://0x7f000001:8200',
    'http://[::1]:8200',
    'http://[0:0:0:0:0:0:0:1]',
  ])('%s stays on this machine', (origin) => {
    expect(isLoopback(origin)).toBe(true);
    expect(isPlainHttpToNetwork(origin)).toBe(false);
  });

  it.each([
    'http://localhost.example.com',
    'http://127.0.0.1.example.com',
    'http://vault.localhost',
    'http://0.0.0.0',
    'http://128.0.0.1',
    'http://[::2]',
    'http://[::ffff:127.0.0.1]',
    'http://10.0.0.1',
  ])('%s may leave it', (origin) => {
    expect(isLoopback(origin)).toBe(false);
    expect(isPlainHttpToNetwork(origin)).toBe(true);
  });

  it('is not asked about https', () => {
    expect(isPlainHttpToNetwork('https://vault.example.com')).toBe(false);
  });
});
