import { afterEach, expect, test } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver-protocol';
import { checkingAccess } from '../support/fakeAccess.ts';
import type { InBandOptions } from '../support/inBandClient.ts';
import { InBandClient } from '../support/inBandClient.ts';
import { InMemorySecretStore } from '../support/inMemorySecretStore.ts';

const uri = 'file:///workspace/app.yaml';
let client: InBandClient;
let store: InMemorySecretStore;

async function start(options: Partial<InBandOptions> = {}): Promise<void> {
  store = new InMemorySecretStore().put('secret', 'app/db', ['password', 'username']);
  client = await InBandClient.start({ access: checkingAccess(store), ...options });
}

afterEach(() => client.stop());

/** `code:text under the range`, in file order. */
function shown(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ code, range }) => `${String(code)}:${client.document(uri).getText(range)}`);
}

async function check(text: string): Promise<string[]> {
  await client.open(uri, text);
  return shown(await client.settledDiagnostics(uri));
}

test('a reference that exists is no problem', async () => {
  await start();
  expect(await check('password: secret/app/db#password\n')).toEqual([]);
});

test.each([
  ['a: secret/app/dbb#password', 'reference.no-such-path:app/dbb'],
  ['a: "secret/app/db#pasword"', 'reference.no-such-key:pasword'],
  ["a: 'secrt/app/db#password'", 'reference.no-such-mount:secrt'],
  ['a: secret/data/app/db#password', 'reference.data-segment:data/'],
  ['a: vault://secret/app/nope#password', 'reference.no-such-path:app/nope'],
])('%s', async (text, expected) => {
  await start();
  expect(await check(text)).toEqual([expected]);
});

test('a deleted version is told', async () => {
  await start();
  store.statuses.set('secret/old', { kind: 'deleted-version', version: 3 });
  expect(await check('a: secret/old#k\n')).toEqual(['reference.deleted-version:old']);
});

test.each(['denied', 'sealed', 'unreachable', 'not-checkable', 'not-signed-in'] as const)(
  'what is %s is not reported as a problem',
  async (kind) => {
    await start();
    store.statuses.set('secret/x/y', { kind, detail: 'because' });
    expect(await check('a: secret/x/y#k\n')).toEqual([]);
  },
);

test('signed out, references are neither looked up nor reported', async () => {
  await start();
  store.connection = { kind: 'signed-out' };
  expect(await check('a: secret/app/nope#k\n')).toEqual([]);
  expect(store.describeCalls).toEqual([]);
});

test('two references to one path are one look-up', async () => {
  await start();
  await check('a: secret/app/db#password\nb: secret/app/db#username\n');
  expect(store.describeCalls).toEqual(['secret/app/db']);
});

test('the first answer does not wait for the network, and settling asks for one refresh', async () => {
  await start();
  await client.open(uri, 'a: secret/app/nope#k\nb: secret/app/none#k\n');
  expect(await client.diagnostics(uri)).toEqual([]);
  await client.settledDiagnostics(uri);
  expect(client.refreshes).toBe(1);
});

test('a settled answer that did not change asks for no refresh', async () => {
  await start();
  await check('a: secret/app/db#password\n');
  const before = client.refreshes;
  store.expire();
  await client.settledDiagnostics(uri);
  expect(client.refreshes).toBe(before);
});

test('each diagnostic links to its documentation', async () => {
  await start();
  await client.open(uri, 'a: secret/app/nope#k\n');
  const [diagnostic] = await client.settledDiagnostics(uri);
  expect(diagnostic?.source).toBe('vault-refs');
  expect(diagnostic?.codeDescription?.href).toBe('file:///docs/diagnostics.md#reference-no-such-path');
});

test('a plaintext secret is underlined without its value in the message', async () => {
  await start();
  const value = client.canary.secret;
  expect(await check(`db:\n  password: "${value}"\n`)).toEqual([`secret.plaintext:${value}`]);
});

test('detection can be switched off for a resource', async () => {
  await start({ configuration: { detection: { enabled: false } } });
  expect(await check('password: Tr0ub4dor&x9Qz7\n')).toEqual([]);
});

test('a client without pull gets the same by push', async () => {
  await start({ capabilities: {} });
  await client.open(uri, 'a: secret/app/nope#k\n');
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
  expect(shown(client.published.get(uri) ?? [])).toEqual(['reference.no-such-path:app/nope']);
  await client.close(uri);
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
  expect(client.published.get(uri)).toEqual([]);
});

test('a file over the limits says so once and breaks nothing', async () => {
  await start();
  expect(await check(`a: ${'['.repeat(10_000)}\n`)).toEqual(['document.too-large:']);
});

test('a failing check is an error, not an empty answer', async () => {
  await start();
  Object.defineProperty(store, 'knownMounts', {
    get: () => {
      throw new Error('canary-value-in-an-error');
    },
  });
  await client.open(uri, 'a: secret/app/db#password\n');
  await expect(client.diagnostics(uri)).rejects.toThrow('Checking the document failed.');
  expect(client.received).not.toContain('canary-value-in-an-error');
});

test('a document that was asked about before it was opened is asked for again', async () => {
  await start();
  expect(await client.diagnostics(uri)).toEqual([]);
  await client.open(uri, 'a: secret/app/db#password\n');
  await turns();
  expect(client.refreshes).toBe(1);
  await client.close(uri);
  await client.open(uri, 'a: secret/app/db#password\n');
  await turns();
  expect(client.refreshes).toBe(1);
});

async function turns(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
}
