import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CompletionItem } from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { checkingAccess } from '../support/fakeAccess.ts';
import { InBandClient } from '../support/inBandClient.ts';
import { InMemorySecretStore } from '../support/inMemorySecretStore.ts';
import { parseMarked } from '../support/markedText.ts';

const uri = 'file:///workspace/app.yaml';
let client: InBandClient;
let store: InMemorySecretStore;

beforeEach(async () => {
  store = new InMemorySecretStore()
    .put('secret', 'app/db', ['password', 'username'])
    .put('secret', 'app/cache', ['token'])
    .put('secret', 'top', ['a b']);
  client = await InBandClient.start({
    access: checkingAccess(store),
    initializationOptions: { clientCommands: true },
  });
});
afterEach(() => client.stop());

interface At {
  readonly offset: number;
}

async function openMarked(marked: string, languageId = 'yaml'): Promise<At> {
  const { text, cursor } = parseMarked(marked);
  await client.open(uri, text, languageId);
  return { offset: cursor ?? 0 };
}

async function complete(marked: string, languageId = 'yaml'): Promise<readonly CompletionItem[]> {
  const { offset } = await openMarked(marked, languageId);
  return client.complete(uri, client.document(uri).positionAt(offset));
}

/** The text after accepting the item with this label. */
function accept(items: readonly CompletionItem[], label: string): string {
  const item = items.find((candidate) => candidate.label === label);
  if (!item?.textEdit || !('range' in item.textEdit)) throw new Error(`no item ${label}`);
  return TextDocument.applyEdits(client.document(uri), [item.textEdit]);
}

test.each([
  ['a: ¦\n', 'secret/', 'a: secret/\n'],
  ['a: "¦"\n', 'secret/', 'a: "secret/"\n'],
  ['a: sec¦\n', 'secret/', 'a: secret/\n'],
  ['a: secret/¦\n', 'app/', 'a: secret/app/\n'],
  ['a: secret/¦\n', 'top', 'a: secret/top#\n'],
  ['a: secret/app/¦\n', 'db', 'a: secret/app/db#\n'],
  ['a: secret/app/d¦x#password\n', 'db', 'a: secret/app/db#password\n'],
  ['a: secret/app/db#¦\n', 'password', 'a: secret/app/db#password\n'],
  ['a: "secret/app/db#pa¦ss" # note\n', 'username', 'a: "secret/app/db#username" # note\n'],
  ['a: {b: secret/app/db#¦}\n', 'password', 'a: {b: secret/app/db#password}\n'],
  ['a: vault://secret/app/db#¦\n', 'password', 'a: vault://secret/app/db#password\n'],
  ['a: secret/top#¦\n', 'a b', 'a: vault://secret/top#a%20b\n'],
])('completing %j with %s', async (marked, label, expected) => {
  expect(accept(await complete(marked), label)).toBe(expected);
});

test('completes in a JSON string', async () => {
  expect(accept(await complete('{"a": "secret/app/db#¦"}', 'json'), 'password')).toBe(
    '{"a": "secret/app/db#password"}',
  );
});

test.each(['a: hello wor¦ld\n', 'a: 12¦\n', '¦a: 1\n', '# secret/¦\n', 'a: https://example.test/¦\n'])(
  'offers nothing in %j',
  async (marked) => {
    expect(await complete(marked)).toEqual([]);
  },
);

test('labels are unique', async () => {
  const labels = (await complete('a: secret/app/¦\n')).map(({ label }) => label);
  expect(new Set(labels).size).toBe(labels.length);
  expect(labels.sort()).toEqual(['cache', 'db']);
});

async function hover(marked: string): Promise<string> {
  const { offset } = await openMarked(marked);
  const answer = await client.hover(uri, client.document(uri).positionAt(offset));
  if (!answer) return '';
  return (answer.contents as { value: string }).value;
}

test('the hover names keys and version, masks the value and links to the server', async () => {
  const text = await hover('a: secret/app/d¦b#password\n');
  expect(text).toContain('••••••••');
  expect(text).toContain('Exists.');
  expect(text).toContain('Keys: password, username');
  expect(text).toContain('(https://vault.example.test/ui/');
});

test('the hover says why something is not checked', async () => {
  store.statuses.set('secret/x', { kind: 'denied', detail: 'No permission for secret/subkeys/x.' });
  expect(await hover('a: secret/¦x#k\n')).toContain('Not checked: No permission');
});

test.each(['[x](command:evil)', '<img src=x>', '`a`', '**b**', '![i](http://evil.test/)'])(
  'a key named %s is inert in the hover',
  async (name) => {
    store.put('secret', 'naughty', [name]);
    const text = await hover('a: secret/naught¦y#k\n');
    expect(text).not.toContain(name);
  },
);

test('there is no hover beside a reference', async () => {
  expect(await hover('na¦me: secret/app/db#password\n')).toBe('');
});

async function fix(text: string, titlePart: string): Promise<string> {
  await client.open(uri, text);
  await client.settledDiagnostics(uri);
  const document = client.document(uri);
  const range = { start: document.positionAt(0), end: document.positionAt(text.length) };
  const actions = await client.codeActions(uri, range);
  const action = actions.find(({ title }) => title.includes(titlePart));
  if (!action) throw new Error(`no action ${titlePart} in ${actions.map(({ title }) => title).join(', ')}`);
  return client.textAfter(uri, action);
}

test.each([
  ['a: secrt/app/db#password # x\n', 'secret', 'a: secret/app/db#password # x\n'],
  ['a: "secret/app/dbb#password"\n', 'db', 'a: "secret/app/db#password"\n'],
  ['a: secret/app/db#pasword\n', 'password', 'a: secret/app/db#password\n'],
  ['a: secret/data/app/db#password\r\n', 'data/', 'a: secret/app/db#password\r\n'],
])('the quick fix of %j', async (before, title, after) => {
  expect(await fix(before, title)).toBe(after);
});

test('fix-all removes every data segment and changes no name', async () => {
  const text = 'a: secret/data/app/db#password\nb: secret/data/app/cache#token\nc: secret/app/dbb#password\n';
  await client.open(uri, text);
  await client.settledDiagnostics(uri);
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  const [action, ...more] = await client.codeActions(uri, range, ['source.fixAll']);
  expect(more).toEqual([]);
  expect(action && client.textAfter(uri, action)).toBe(
    'a: secret/app/db#password\nb: secret/app/cache#token\nc: secret/app/dbb#password\n',
  );
});

test('creating and moving are offered as commands without a value in them', async () => {
  const value = client.canary.secret;
  await client.open(uri, `password: ${value}\nref: secret/app/db#nokey\n`);
  await client.settledDiagnostics(uri);
  const range = { start: { line: 0, character: 0 }, end: { line: 2, character: 0 } };
  const commands = (await client.codeActions(uri, range)).flatMap(({ command }) =>
    command ? [command] : [],
  );
  expect(commands.map(({ command }) => command).sort()).toEqual([
    'vaultRefs.acceptFinding',
    'vaultRefs.createSecret',
    'vaultRefs.moveToVault',
  ]);
});

test('a plain client is offered no command', async () => {
  const hunter = ['hunter', '2xY9', 'zQ'].join('-');
  await client.stop();
  client = await InBandClient.start({ access: checkingAccess(store) });
  await client.open(uri, `password: ${hunter}\nref: secret/app/db#nokey\n`);
  await client.settledDiagnostics(uri);
  const range = { start: { line: 0, character: 0 }, end: { line: 2, character: 0 } };
  const actions = await client.codeActions(uri, range);
  expect(actions.filter(({ command }) => command)).toEqual([]);
});
