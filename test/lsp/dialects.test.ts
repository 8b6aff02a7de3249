import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CompletionItem } from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { checkingAccess } from '../support/fakeAccess.ts';
import { InBandClient } from '../support/inBandClient.ts';
import { InMemorySecretStore } from '../support/inMemorySecretStore.ts';
import { parseMarked } from '../support/markedText.ts';

let uri = '';
let count = 0;
let client: InBandClient;
let store: InMemorySecretStore;

beforeEach(async () => {
  store = new InMemorySecretStore()
    .put('secret', 'app/db', ['password', 'username'])
    .put('old', 'data/app', ['password']);
  store.knownMounts = [
    { path: 'secret', kvVersion: 2 },
    { path: 'old', kvVersion: 1 },
  ];
  client = await InBandClient.start({
    access: checkingAccess(store),
    initializationOptions: { clientCommands: true },
  });
});
afterEach(() => client.stop());

/** Opens a new document: what an earlier one showed has nothing to do with it. */
async function open(text: string): Promise<void> {
  count += 1;
  uri = `file:///workspace/app${count}.yaml`;
  await client.open(uri, text);
}

/** `code:text under the range`, in file order. */
async function check(text: string): Promise<readonly string[]> {
  await open(text);
  const diagnostics = await client.settledDiagnostics(uri);
  return diagnostics.map(({ code, range }) => `${String(code)}:${client.document(uri).getText(range)}`);
}

async function hover(marked: string): Promise<string> {
  const { text, cursor = 0 } = parseMarked(marked);
  await open(text);
  const answer = await client.hover(uri, client.document(uri).positionAt(cursor));
  // Without the backslashes that keep Markdown away.
  return answer ? (answer.contents as { value: string }).value.replaceAll('\\', '') : '';
}

async function actionsOf(text: string) {
  await open(text);
  await client.settledDiagnostics(uri);
  const document = client.document(uri);
  const range = { start: document.positionAt(0), end: document.positionAt(text.length) };
  return client.codeActions(uri, range);
}

async function fix(text: string, titlePart: string): Promise<string> {
  const actions = await actionsOf(text);
  const action = actions.find(({ title }) => title.includes(titlePart));
  if (!action) throw new Error(`no action ${titlePart} in ${actions.map(({ title }) => title).join(', ')}`);
  return client.textAfter(uri, action);
}

/** The forms of each tool, with `KEY` and `PATH` to fill in. */
const forms = {
  'bank-vaults': 'vault:secret/data/PATH#KEY',
  'bank-vaults within text': 'postgres://app:${vault:secret/data/PATH#KEY}@db',
  'ArgoCD Vault Plugin': '<path:secret/data/PATH#KEY | base64encode>',
  vals: 'ref+vault://secret/PATH#/KEY',
  'vals within text': 'postgres://app:ref+vault://secret/PATH#/KEY+@db',
} as const;

describe.each(Object.entries(forms))('%s', (_name, form) => {
  const line = (path: string, key: string): string =>
    `password: "${form.replace('PATH', () => path).replace('KEY', () => key)}"\n`;

  test('one that exists is no problem, and no plaintext', async () => {
    expect(await check(line('app/db', 'password'))).toEqual([]);
    expect(store.describeCalls).toEqual(['secret/app/db']);
  });

  test('a missing path, a missing key and a deleted version are told', async () => {
    expect(await check(line('app/dbb', 'password'))).toEqual(['reference.no-such-path:app/dbb']);
    expect(await check(line('app/db', 'pasword'))).toEqual(['reference.no-such-key:pasword']);
    store.statuses.set('secret/gone', { kind: 'deleted-version', version: 3 });
    expect(await check(line('gone', 'k'))).toEqual(['reference.deleted-version:gone']);
  });

  test.each(['denied', 'sealed', 'unreachable', 'not-checkable'] as const)(
    'what is %s is no problem, and the hover says why',
    async (kind) => {
      store.statuses.set('secret/x', { kind, detail: 'For a reason.' });
      expect(await check(line('x', 'k'))).toEqual([]);
      expect(await hover(line('x', 'k').replace('secret', 'sec¦ret'))).toContain(
        'Not checked: For a reason.',
      );
    },
  );

  test('signed out nothing is looked up', async () => {
    store.connection = { kind: 'signed-out' };
    expect(await check(line('nope', 'k'))).toEqual([]);
    expect(store.describeCalls).toEqual([]);
  });

  test('the hover explains it', async () => {
    const text = await hover(line('app/db', 'password').replace('app/db', 'app/d¦b'));
    expect(text).toContain('secret/app/db#password');
    expect(text).toContain('Exists.');
    expect(text).not.toContain('names version');
  });

  test('quick fixes change the name alone', async () => {
    expect(await fix(line('app/dbb', 'password'), 'Change to "db"')).toBe(line('app/db', 'password'));
    expect(await fix(line('app/db', 'pasword'), 'Change to')).toBe(line('app/db', 'password'));
  });

  test('a missing secret can be created, by its own names', async () => {
    const actions = await actionsOf(line('app/nope', 'k'));
    const commands = actions.flatMap(({ command }) => (command ? [command] : []));
    expect(commands.map(({ command }) => command)).toEqual(['vaultRefs.createSecret']);
    expect(JSON.stringify(commands)).toContain('"mount":"secret","path":"app/nope","key":"k"');
  });

  test('a template in it is checked by nobody', async () => {
    expect(await check(line('{{ .Values.env }}/db', 'password'))).toEqual([]);
    expect(store.describeCalls).toEqual([]);
  });
});

describe('data/', () => {
  test.each([
    ['vault:secret/app/db#password', 'vault:secret/data/app/db#password'],
    ['x ${vault:secret/app/db#password} y', 'x ${vault:secret/data/app/db#password} y'],
    ['<path:secret/app/db#password>', '<path:secret/data/app/db#password>'],
  ])('is missing in %s on KV v2, and can be inserted', async (before, after) => {
    expect(await check(`a: "${before}"\n`)).toEqual(['reference.data-segment:app/db']);
    expect(await fix(`a: "${before}"\n`, 'Insert "data/"')).toBe(`a: "${after}"\n`);
  });

  test('is too much for vals, as for the own form', async () => {
    expect(await check('a: ref+vault://secret/data/app/db#/password\n')).toEqual([
      'reference.data-segment:data/',
    ]);
    expect(await fix('a: ref+vault://secret/data/app/db#/password\n', 'Remove "data/"')).toBe(
      'a: ref+vault://secret/app/db#/password\n',
    );
  });

  test.each([
    'vault:old/data/app#password',
    '<path:old/data/app#password>',
    'ref+vault://old/data/app#/password',
  ])('is a folder as any other on KV v1: %s', async (reference) => {
    expect(await check(`a: ${reference}\n`)).toEqual([]);
    expect(store.describeCalls).toEqual(['old/data/app']);
  });

  test('fix-all removes it and inserts it nowhere', async () => {
    const text = 'a: secret/data/app/db#password\nb: vault:secret/app/db#password\n';
    await open(text);
    await client.settledDiagnostics(uri);
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const [action] = await client.codeActions(uri, range, ['source.fixAll']);
    expect(action && client.textAfter(uri, action)).toBe(
      'a: secret/app/db#password\nb: vault:secret/app/db#password\n',
    );
  });
});

describe('a version', () => {
  test.each([
    'vault:secret/data/app/db#password#2',
    '<path:secret/data/app/db#password#2>',
    'ref+vault://secret/app/db?version=2#/password',
  ])('is said in the hover: %s', async (reference) => {
    expect(await hover(`a: ¦${reference}\n`)).toContain('The reference names version 2.');
  });

  test('an older one is not deleted with the current one', async () => {
    store.statuses.set('secret/gone', { kind: 'deleted-version', version: 3 });
    expect(await check('a: vault:secret/data/gone#k#2\n')).toEqual([]);
    expect(await check('a: vault:secret/data/gone#k#3\n')).toEqual(['reference.deleted-version:gone']);
  });

  test('path and key are checked as ever', async () => {
    expect(await check('a: <path:secret/data/app/db#nope#2>\n')).toEqual(['reference.no-such-key:nope']);
    expect(await check('a: <path:secret/data/app/nope#k#2>\n')).toEqual(['reference.no-such-path:app/nope']);
  });
});

describe('a server of its own', () => {
  test('is not asked of ours, and the hover says so', async () => {
    const text = 'a: ref+vault://secret/nope?address=https://other.example.test#/k\n';
    expect(await check(text)).toEqual([]);
    expect(await hover(text.replace('nope', 'no¦pe'))).toContain(
      'Not checked: The reference names a server or namespace of its own.',
    );
    expect(store.describeCalls).toEqual([]);
  });

  test('that is ours is checked', async () => {
    expect(await check('a: ref+vault://secret/nope?address=https://vault.example.test#/k\n')).toEqual([
      'reference.no-such-path:nope',
    ]);
  });
});

describe('base64 of Kubernetes', () => {
  const secret = (text: string): string => `kind: Secret\napiVersion: v1\ndata:\n  password: ${btoa(text)}\n`;

  test.each(['vault:secret/data/app/db#password', 'x<path:secret/data/app/db#password>'])(
    '%s is neither a problem nor plaintext',
    async (text) => {
      expect(await check(secret(text))).toEqual([]);
      expect(store.describeCalls).toEqual(['secret/app/db']);
    },
  );

  test('is underlined as a whole, without a fix that would break it, and the secret can be created', async () => {
    const text = secret('${vault:secret/data/app/db#pasword}');
    expect(await check(text)).toEqual([
      `reference.no-such-key:${btoa('${vault:secret/data/app/db#pasword}')}`,
    ]);
    const titles = (await actionsOf(text)).map(({ title }) => title);
    expect(titles.filter((title) => title.startsWith('Change'))).toEqual([]);
    expect(titles.some((title) => title.startsWith('Create'))).toBe(true);
  });

  test('without data/ is told, and nothing is inserted into the base64', async () => {
    const text = secret('vault:secret/app/db#password');
    expect(await check(text)).toEqual([`reference.data-segment:${btoa('vault:secret/app/db#password')}`]);
    expect((await actionsOf(text)).filter(({ edit }) => edit)).toEqual([]);
  });

  test('the hover tells of all that are in it', async () => {
    const text = secret('${vault:secret/data/app/db#username}:${vault:secret/data/app/db#password}');
    const shown = await hover(text.replace('password: ', 'password: ¦'));
    expect(shown).toContain('secret/app/db#username');
    expect(shown).toContain('secret/app/db#password');
  });
});

test('several in one value are hovered and underlined each by itself', async () => {
  const text = 'a: "${vault:secret/data/app/db#username}:${vault:secret/data/app/nope#password}"\n';
  expect(await check(text)).toEqual(['reference.no-such-path:app/nope']);
  expect(await hover(text.replace('user', 'us¦er'))).toContain('#username');
  expect(await hover(text.replace('nope', 'no¦pe'))).toContain('There is no such secret.');
  expect(await hover(text.replace('}:$', '}:¦$'))).not.toContain('username');
});

async function complete(marked: string): Promise<readonly CompletionItem[]> {
  const { text, cursor = 0 } = parseMarked(marked);
  await open(text);
  return client.complete(uri, client.document(uri).positionAt(cursor));
}

test.each([
  ['a: vault:¦\n', 'secret/', 'a: vault:secret/\n'],
  ['a: vault:secret/¦\n', 'app/', 'a: vault:secret/data/app/\n'],
  ['a: vault:secret/data/¦\n', 'app/', 'a: vault:secret/data/app/\n'],
  ['a: "${vault:secret/data/app/d¦}"\n', 'db', 'a: "${vault:secret/data/app/db#}"\n'],
  ['a: "${vault:secret/data/app/db#pa¦}@x"\n', 'password', 'a: "${vault:secret/data/app/db#password}@x"\n'],
  ['a: vault:old/¦\n', 'data/', 'a: vault:old/data/\n'],
  ['a: <path:secret/¦>\n', 'app/', 'a: <path:secret/data/app/>\n'],
  ['a: <path:secret/data/app/d¦b#username#2>\n', 'db', 'a: <path:secret/data/app/db#username#2>\n'],
  ['a: <path:secret/data/app/db#¦>\n', 'username', 'a: <path:secret/data/app/db#username>\n'],
  ['a: ref+vault://¦\n', 'secret/', 'a: ref+vault://secret/\n'],
  ['a: ref+vault://secret/app/¦\n', 'db', 'a: ref+vault://secret/app/db#/\n'],
  ['a: ref+vault://secret/app/d¦#/password\n', 'db', 'a: ref+vault://secret/app/db#/password\n'],
  ['a: ref+vault://secret/app/db#/¦\n', 'password', 'a: ref+vault://secret/app/db#/password\n'],
])('completing %j with %s', async (marked, label, expected) => {
  const items = await complete(marked);
  const item = items.find((candidate) => candidate.label === label);
  if (!item?.textEdit || !('range' in item.textEdit)) throw new Error(`no item ${label}`);
  expect(TextDocument.applyEdits(client.document(uri), [item.textEdit])).toBe(expected);
});

test('a name that the form cannot spell is not offered, and the rest of the value stays', async () => {
  store.put('secret', 'odd', ['a b', 'a#b', 'plain']);
  for (const marked of ['a: "<path:secret/data/odd#¦>"\n', 'a: vault:secret/data/odd#¦\n']) {
    expect((await complete(marked)).map(({ label }) => label)).toEqual(['plain']);
  }
});
