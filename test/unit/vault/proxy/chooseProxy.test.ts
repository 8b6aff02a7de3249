import { describe, expect, test } from 'vitest';
import { readEditorProxy } from '../../../../client/src/connection/editorProxy.ts';
import type { ConnectionOptions } from '../../../../server/src/protocol.ts';
import { chooseProxy, proxyFor } from '../../../../server/src/vault/proxy/chooseProxy.ts';
import { isExcepted } from '../../../../server/src/vault/proxy/exceptions.ts';

const vault = 'https://vault.example.com:8200';

describe('exceptions', () => {
  test.each<[boolean, string, string]>([
    [true, '*', 'vault.example.com'],
    [true, 'example.com', 'vault.example.com'],
    [true, '.example.com', 'vault.example.com'],
    [true, '*.example.com', 'vault.example.com'],
    [true, 'VAULT.example.com', 'vault.example.com'],
    [true, ' vault.example.com ', 'vault.example.com'],
    [true, 'vault.example.com:8200', 'vault.example.com'],
    [false, 'vault.example.com:443', 'vault.example.com'],
    [false, 'ample.com', 'vault.example.com'],
    [false, '', 'vault.example.com'],
    [false, '.', 'vault.example.com'],
    [true, '10.1.2.3', '10.1.2.3'],
    [true, '10.1.2.3:8200', '10.1.2.3'],
    [true, '10.0.0.0/8', '10.1.2.3'],
    [false, '10.0.0.0/8', '11.1.2.3'],
    [false, '10.0.0.0/99', '10.1.2.3'],
    [false, '10.0.0.0/8', 'vault.example.com'],
    [false, '2.3', '10.1.2.3'],
    [true, 'fd00::1', '[fd00::1]'],
    [true, '[fd00::1]:8200', '[fd00::1]'],
    [true, 'fd00::/8', '[fd00::1]'],
    [false, 'fd00::/8', '[fe80::1]'],
  ])('%s: %j for %s', (expected, exception, host) => {
    expect(isExcepted([exception], host, '8200')).toBe(expected);
  });
});

describe('the proxy', () => {
  const at = (
    environment: Record<string, string>,
    options: ConnectionOptions = {},
    origin = vault,
    honoursSkipVerify = false,
  ) => proxyFor(origin, chooseProxy(options, environment, honoursSkipVerify))?.href;
  const editor = { kind: 'use', url: 'http://editor:1', except: ['internal.example'] } as const;

  test.each<[string | undefined, Record<string, string>, ConnectionOptions]>([
    [undefined, {}, {}],
    ['http://env:1/', { HTTPS_PROXY: 'http://env:1' }, {}],
    ['http://env:1/', { https_proxy: 'env:1' }, {}],
    [undefined, { HTTP_PROXY: 'http://env:1', ALL_PROXY: 'http://env:1' }, {}],
    [undefined, { HTTPS_PROXY: 'http://env:1', NO_PROXY: 'a, .example.com' }, {}],
    ['http://vault:1/', { HTTPS_PROXY: 'http://env:1', VAULT_PROXY_ADDR: 'http://vault:1' }, {}],
    ['http://bao:1/', { BAO_PROXY_ADDR: 'http://bao:1', VAULT_PROXY_ADDR: 'http://vault:1' }, {}],
    ['http://vault:1/', { VAULT_PROXY_ADDR: 'http://vault:1', NO_PROXY: '*' }, {}],
    ['http://editor:1/', { VAULT_PROXY_ADDR: 'http://vault:1' }, { proxy: editor }],
    [undefined, { NO_PROXY: 'example.com' }, { proxy: editor }],
    [undefined, { HTTPS_PROXY: 'http://env:1' }, { proxy: { kind: 'off' } }],
  ])('is %s for %j and %j', (expected, environment, options) => {
    expect(at(environment, options)).toBe(expected);
  });

  test.each([
    'http://vault.example.com:8200',
    'https://127.0.0.1:8200',
    'https://localhost',
    'https://[::1]:1',
  ])('is none for %s', (origin) => {
    const environment = {
      HTTPS_PROXY: 'http://env:1',
      HTTP_PROXY: 'http://env:1',
      VAULT_PROXY_ADDR: 'http://env:1',
    };
    expect(at(environment, { proxy: editor }, origin)).toBeUndefined();
  });

  test.each(['socks5://env:1', 'http://', 'http://[::bad', 'file:///etc'])(
    'that is %s is told',
    (HTTPS_PROXY) => {
      expect(() => at({ HTTPS_PROXY })).toThrow(expect.objectContaining({ kind: 'unreachable' }) as Error);
      expect(at({ HTTPS_PROXY }, {}, 'http://127.0.0.1:8200')).toBeUndefined();
    },
  );

  test('of the environment is none where certificates are not checked, but in a shell of the person', () => {
    const environment = { HTTPS_PROXY: 'http://env:1' };
    expect(at(environment, { skipTlsVerify: true })).toBeUndefined();
    expect(at(environment, { skipTlsVerify: true, proxy: editor })).toBe('http://editor:1/');
    expect(at(environment, { skipTlsVerify: true }, vault, true)).toBe('http://env:1/');
  });
});

describe("the editor's proxy", () => {
  const settings = (own: Record<string, unknown>, workspace: Record<string, unknown> = {}) => ({
    inspect: (key: string) => ({ globalValue: own[key], workspaceValue: workspace[key] }),
  });

  test.each<[unknown, Record<string, unknown>]>([
    [undefined, {}],
    [undefined, { proxy: ' ' }],
    [undefined, { proxy: 3 }],
    [{ kind: 'use', url: 'http://p:1', except: [] }, { proxy: ' http://p:1 ' }],
    [
      { kind: 'use', url: 'http://p:1', except: ['a'] },
      { proxy: 'http://p:1', noProxy: ['a', 3] },
    ],
    [{ kind: 'off' }, { proxy: 'http://p:1', proxySupport: 'off' }],
    [
      { kind: 'use', url: 'http://p:1', except: [] },
      { proxy: 'http://p:1', proxySupport: 'on' },
    ],
  ])('is %j for %j', (expected, own) => {
    expect(readEditorProxy(settings(own), false)).toEqual(expected);
  });

  test("is never a workspace's, and none in a remote window", () => {
    const hostile = { proxy: 'http://evil.example:1', proxySupport: 'off' };
    expect(readEditorProxy(settings({}, hostile), false)).toBeUndefined();
    expect(readEditorProxy(settings({ proxy: 'http://p:1' }), true)).toBeUndefined();
  });
});
