import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkingAccess } from '../support/fakeAccess.ts';
import { InBandClient } from '../support/inBandClient.ts';
import { InMemorySecretStore } from '../support/inMemorySecretStore.ts';

let client: InBandClient;

beforeEach(async () => {
  client = await InBandClient.start({ access: checkingAccess(new InMemorySecretStore()) });
});
afterEach(() => client.stop());

interface Fixed {
  readonly title: string;
  readonly isPreferred: boolean;
  readonly text: string;
}

/** What each quick fix in a document makes of it. */
async function fixes(text: string, languageId: string): Promise<readonly Fixed[]> {
  const uri = `file:///workspace/a.${languageId}`;
  await client.open(uri, text, languageId);
  const document = client.document(uri);
  const range = { start: document.positionAt(0), end: document.positionAt(text.length) };
  const actions = await client.codeActions(uri, range);
  return actions.map((action) => ({
    title: action.title,
    isPreferred: action.isPreferred === true,
    text: client.textAfter(uri, action),
  }));
}

/** The codes of the diagnostics of a text. */
async function codes(text: string, languageId: string): Promise<readonly unknown[]> {
  const uri = `file:///workspace/again.${languageId}`;
  await client.open(uri, text, languageId);
  return (await client.diagnostics(uri)).map(({ code }) => code);
}

const ours = 'vault-refs: ignore keyed-password -- reason';

test.each([
  ['a value', 'a:\n  password: n0t-Real-9z\n', `a:\n  password: n0t-Real-9z # ${ours}\n`],
  ['Windows line ends', 'password: n0t-Real-9z\r\nb: 1\r\n', `password: n0t-Real-9z # ${ours}\r\nb: 1\r\n`],
  ['no line end', 'password: n0t-Real-9z', `password: n0t-Real-9z # ${ours}`],
  ['blanks at the end', 'password: "n0t-Real-9z"  \n', `password: "n0t-Real-9z" # ${ours}  \n`],
  ['a list item', 'passwords:\n  - n0t-Real-9z\n', `passwords:\n  - n0t-Real-9z # ${ours}\n`],
  [
    'a comment on the line',
    'a:\r\n  password: n0t-Real-9z # old\r\n',
    `a:\r\n  # ${ours}\r\n  password: n0t-Real-9z # old\r\n`,
  ],
  [
    'a block scalar',
    'a:\n  password: |-\n    n0t-Real-9z\nb: 1\n',
    `a:\n  password: |- # ${ours}\n    n0t-Real-9z\nb: 1\n`,
  ],
  [
    'a block scalar with a comment',
    'a:\n  password: >- # old\n    n0t-Real-9z\n',
    `a:\n  # ${ours}\n  password: >- # old\n    n0t-Real-9z\n`,
  ],
  [
    'several lines in quotes',
    'a:\n  password: "n0t-\\\n    Real-9z"\n',
    `a:\n  # ${ours}\n  password: "n0t-\\\n    Real-9z"\n`,
  ],
  ['a value below its key', 'password:\n  n0t-Real-9z\n', `password:\n  n0t-Real-9z # ${ours}\n`],
  ['a flow collection', 'a: {password: n0t-Real-9z, b: 1}\n', `a: {password: n0t-Real-9z, b: 1} # ${ours}\n`],
  [
    'a flow collection of several lines',
    'a: {\n  password: n0t-Real-9z,\n  b: 1}\n',
    `a: {\n  password: n0t-Real-9z, # ${ours}\n  b: 1}\n`,
  ],
])('ignoring a finding in YAML with %s', async (_what, before, after) => {
  const [fix, ...more] = await fixes(before, 'yaml');
  expect(more).toEqual([]);
  expect(fix).toEqual({ title: `Ignore this finding (${ours})`, isPreferred: false, text: after });
  expect(await codes(after, 'yaml')).toEqual([]);
});

test.each([
  [
    '{\n  "password": "n0t-Real-9z",\n  "b": 1\n}\n',
    `{\n  "password": "n0t-Real-9z", // ${ours}\n  "b": 1\n}\n`,
  ],
  ['{"password": "n0t-Real-9z"}', `{"password": "n0t-Real-9z"} // ${ours}`],
  [
    '{\n  "password": "n0t-Real-9z" /* old */\n}\n',
    `{\n  // ${ours}\n  "password": "n0t-Real-9z" /* old */\n}\n`,
  ],
])('ignoring a finding in JSON with comments: %j', async (before, after) => {
  expect((await fixes(before, 'jsonc')).map(({ text }) => text)).toEqual([after]);
  expect(await codes(after, 'jsonc')).toEqual([]);
});

test('JSON has no comments, so there is no such fix', async () => {
  expect(await fixes('{"password": "n0t-Real-9z"}', 'json')).toEqual([]);
});

test('no fix is offered where every place for a comment is a part of a value', async () => {
  expect(await fixes('{a: "x\ny", password: "n0t-Real-9z", c: "x\ny"}\n', 'yaml')).toEqual([]);
});

test('a wide selection has so many fixes and no more', async () => {
  const text = Array.from({ length: 50 }, (_, index) => `password${index}: n0t-Real-9z\n`).join('');
  expect(await fixes(text, 'yaml')).toHaveLength(10);
});

test.each([
  ['yaml', 'a: 1 # vault-refs: ignore jwt -- why\nb: 2\n', 'a: 1\nb: 2\n'],
  ['yaml', 'a:\n  # vault-refs: ignore\n  b: 2\n', 'a:\n  b: 2\n'],
  ['jsonc', '{\n  // vault-refs: ignore\n  "b": 2\n}\n', '{\n  "b": 2\n}\n'],
])('a comment that sets nothing aside is told, and removed, in %s: %j', async (language, before, after) => {
  expect(await codes(before, language)).toEqual(['suppression.unused']);
  expect(await fixes(before, language)).toEqual([
    { title: 'Remove the comment', isPreferred: true, text: after },
  ]);
});

test('a comment is used again once its finding is back', async () => {
  const uri = 'file:///workspace/a.yaml';
  await client.open(uri, 'password: n0t-Real-9z # vault-refs: ignore keyed-password\n');
  expect(await client.diagnostics(uri)).toEqual([]);
  await client.change(uri, 'password: ${PW} # vault-refs: ignore keyed-password\n');
  expect(await client.diagnostics(uri)).toMatchObject([{ code: 'suppression.unused' }]);
  await client.change(uri, 'password: n0t-Real-9z # vault-refs: ignore keyed-password\n');
  expect(await client.diagnostics(uri)).toEqual([]);
});
