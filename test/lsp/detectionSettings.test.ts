import { afterEach, beforeEach, expect, test } from 'vitest';
import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver-protocol';
import { checkingAccess } from '../support/fakeAccess.ts';
import { InBandClient } from '../support/inBandClient.ts';
import { InMemorySecretStore } from '../support/inMemorySecretStore.ts';

const uri = 'file:///workspace/config/app.yaml';
let client: InBandClient;

beforeEach(async () => {
  client = await InBandClient.start({ access: checkingAccess(new InMemorySecretStore()) });
});
afterEach(() => client.stop());

const text = (): string =>
  `password: n0t-Real-9z # ${client.canary.secret}\nuser: acme_0123abcd # vault-refs: ignore jwt\n`;

function shown(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(
    ({ code, severity, range }) =>
      `${String(code)} ${String(severity)} ${client.document(uri).getText(range)}`,
  );
}

async function under(detection: unknown): Promise<string[]> {
  await client.configure({ detection });
  return shown(await client.diagnostics(uri));
}

const password = `secret.plaintext ${DiagnosticSeverity.Warning} n0t-Real-9z`;
const unused = `suppression.unused ${DiagnosticSeverity.Information} vault-refs: ignore jwt`;

test('what changes in the settings holds at once', async () => {
  await client.open(uri, text());
  expect(await under({})).toEqual([password, unused]);
  expect(await under({ severity: { certain: 'error', high: 'error' } })).toEqual([
    password.replace('2', '1'),
    unused,
  ]);
  const low = [{ rule: 'keyed-password', confidence: 'low' }];
  expect(await under({ overrides: low })).toEqual([unused]);
  expect(await under({ overrides: low, minConfidence: 'low' })).toEqual([password.replace('2', '4'), unused]);
  expect(await under({ overrides: [{ rule: '*', files: 'config/*.yaml', confidence: 'off' }] })).toEqual([]);
  expect(await under({ overrides: [{ rule: '*', files: '*.json', confidence: 'off' }] })).toEqual([
    password,
    unused,
  ]);
  expect(await under({ allow: [{ keyPath: '^password$' }] })).toEqual([unused]);
  expect(await under({ rules: [{ id: 'acme', pattern: 'acme_[0-9a-f]+' }] })).toEqual([
    password,
    'secret.plaintext 2 acme_0123abcd',
    unused,
  ]);
  expect(await under({ enabled: false })).toEqual([]);
  expect(await under(undefined)).toEqual([password, unused]);
});

test('a change has the open documents checked again', async () => {
  await client.open(uri, text());
  await under({});
  const before = client.refreshes;
  await client.configure({ detection: { enabled: false } });
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
  expect(client.refreshes).toBe(before + 1);
});

test('settings that do not work are told once, and nothing else changes', async () => {
  await client.open(uri, text());
  const rules = [{ id: 'broken', pattern: '(' }, { id: 7 }];
  expect(await under({ rules })).toEqual([password, unused]);
  expect(await under({ rules, minConfidence: 'high' })).toEqual([password, unused]);
  const told = client.received.match(/detection rule \\"broken\\" is ignored|rules\[1\]\.id does not fit/g);
  expect(told).toHaveLength(2);
});

test.each([
  ['wrong types', { rules: 'x', overrides: 7, allow: { a: 1 }, severity: [], enabled: 'yes' }],
  ['huge lists', { rules: Array(50_000).fill({ id: 'a', pattern: '(' }), allow: Array(50_000).fill(null) }],
  [
    'huge texts',
    { rules: [{ id: 'a', pattern: 'a'.repeat(5_000_000) }], allow: [{ value: '('.repeat(1_000) }] },
  ],
  [
    'names of Object',
    JSON.parse('{"__proto__": {"rules": []}, "constructor": 1, "rules": [{"__proto__": 1}]}'),
  ],
  [
    'catastrophic patterns',
    { rules: [{ id: 'a', pattern: '(a+)+!$' }], allow: [{ value: '(.*a){20}$', keyPath: '(x+x+)+y' }] },
  ],
  [
    'as many slow patterns as there may be',
    {
      rules: Array.from({ length: 100 }, (_, index) => ({
        id: `r${index}`,
        pattern: `((?:a|b|${index}){1,90}){10}Q?$`,
      })).map((rule) => ({ ...rule, allow: ['.'] })),
    },
  ],
  ['catastrophic globs', { overrides: [{ rule: '*', files: ['*a'.repeat(95)], confidence: 'off' }] }],
])('hostile settings change nothing and cost little: %s', async (_what, detection) => {
  const filler = Array.from({ length: 2_000 }, (_, index) => `k${index}: ${'a'.repeat(200)}\n`).join('');
  await client.open(uri, text() + filler);
  const start = performance.now();
  expect(await under(detection)).toEqual([password, unused]);
  expect(performance.now() - start).toBeLessThan(10_000);
});
