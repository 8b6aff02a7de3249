import type { Workbench } from '../editor/workbench.ts';
import type { Demo } from './prepare.ts';

/** Signs the extension in as a person does: by the palette, typing address and token. */
export async function signIn(workbench: Workbench, { vault }: Demo): Promise<void> {
  await workbench.runCommand('Vault Refs: Sign In to Vault');
  await workbench.input.choose('Enter Address and Token');
  await workbench.input.answer('Address of the Vault', vault.address);
  await workbench.input.answer('Token for', vault.rootToken);
  await workbench.notification('Signed in to Vault');
  await workbench.clearNotifications();
}
