import * as vscode from 'vscode';
import { acceptingProposals } from '../editor.ts';
import type { SuiteCase } from '../suiteCase.ts';
import { fileCases } from './fileCases.ts';
import { many, open } from './folder.ts';
import { workspaceCases } from './workspaceCases.ts';

async function signsIn(): Promise<void> {
  await open(many()[0]!);
  await vscode.extensions.getExtension('vault-refs.vault-refs')?.activate();
  await acceptingProposals(vscode.commands.executeCommand('vaultRefs.signIn'));
}

/** Moving many secrets in a window of its own, under the token of the environment. */
export const migrationCases: readonly SuiteCase[] = [
  { name: 'migration: signs in with the environment', run: signsIn },
  ...fileCases,
  ...workspaceCases,
];
