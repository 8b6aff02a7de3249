import type { ExtensionContext } from 'vscode';
import { startSession } from './session.ts';

let session: { stop(): Promise<void> } | undefined;

/** Returns nothing: other extensions get no interface to Vault. */
export async function activate(context: ExtensionContext): Promise<void> {
  session = await startSession(context);
}

export async function deactivate(): Promise<void> {
  await session?.stop();
}
