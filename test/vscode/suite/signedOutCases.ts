import * as vscode from 'vscode';
import { plainPassword } from '../suiteWorkspace.ts';
import { expectProblems, openFile, openUntitled } from './editor.ts';
import { expectEqual, expectThat, pause } from './suiteCase.ts';
import type { SuiteCase } from './suiteCase.ts';

const id = 'vault-refs.vault-refs';
const ours = ['yaml', 'json', 'jsonc', 'dockercompose'];

async function languageOfOurs(language: string): Promise<void> {
  const known = await vscode.languages.getLanguages();
  if (!known.includes(language)) return;
  const document = await openUntitled(language, `{"password": "${plainPassword}"}`);
  await expectProblems(document, [['secret.plaintext', plainPassword]]);
  expectEqual(document.languageId, language, 'language');
}

/** What needs no connection. */
export const signedOutCases: readonly SuiteCase[] = [
  {
    name: 'a YAML file activates the extension within 10 s',
    async run() {
      const started = Date.now();
      await openFile('alpha', 'app.yaml');
      const extension = vscode.extensions.getExtension(id);
      expectThat(extension !== undefined, `${id} is not installed`);
      await extension.activate();
      expectThat(Date.now() - started < 10_000, 'activation took longer than 10 s');
    },
  },
  {
    name: 'signed out: plaintext is underlined without quotes and comment',
    run: async () =>
      expectProblems(await openFile('alpha', 'move.yaml'), [['secret.plaintext', plainPassword]]),
  },
  {
    name: 'signed out: references are no problems',
    async run() {
      const document = await openFile('alpha', 'app.yaml');
      await pause(500);
      await expectProblems(document, []);
    },
  },
  {
    name: 'multi-root: each folder has its own mounts',
    async run() {
      await expectProblems(await openFile('beta', 'mounts.yaml'), [['reference.no-such-mount', 'opps']]);
      await expectProblems(await openFile('alpha', 'mounts.yaml'), []);
    },
  },
  ...ours.map((language) => ({
    name: `an untitled ${language} document is checked`,
    run: () => languageOfOurs(language),
  })),
  {
    name: 'an untitled plain text document is left alone',
    async run() {
      const document = await openUntitled('plaintext', `password: ${plainPassword}\n`);
      await pause(500);
      await expectProblems(document, []);
    },
  },
];
