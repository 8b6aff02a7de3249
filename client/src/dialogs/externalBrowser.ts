import * as vscode from 'vscode';
import type { Browser } from '../commands/browserSignIn.ts';

/** The browser that the editor opens pages in. */
export const externalBrowser: Browser = {
  reaches: async (address) => {
    const external = await vscode.env.asExternalUri(vscode.Uri.parse(address));
    return external.authority === new URL(address).host;
  },
  // As text: the editor writes a Uri in another spelling, and a provider compares parameters by their text.
  open: async (address) => vscode.env.openExternal(address as unknown as vscode.Uri),
};
