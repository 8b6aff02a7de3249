import { parseConfig } from '../languageService/parse/index.ts';
import { sensuProviderAddresses } from '../languageService/references/sensuProviders.ts';
import type { SuggestedAddress, SuggestedAddresses } from '../protocol.ts';
import { readText } from '../scan/files/readText.ts';
import type { Session } from './session.ts';
import { comparable, workspacePlace } from './workspacePlace.ts';

/** Somebody looks through them in a list. */
const MAX_ADDRESSES = 20;

/** Longer ones are no address of a server. */
const MAX_LENGTH = 300;

/**
 * Addresses of Vault that Sensu's providers in the workspace name, each once: of the open documents, and of the files that
 * a scan would read. They are what a repository says, and nothing more. @throws the signal's reason.
 */
export async function suggestedAddresses(session: Session, signal: AbortSignal): Promise<SuggestedAddresses> {
  const found = new Map<string, SuggestedAddress>();
  const open = new Set<string>();
  const folders = await session.folders.current();
  for (const document of session.documents.all()) {
    open.add(comparable(document.uri));
    const path = workspacePlace(document.uri, folders).relativePath;
    gather(document.getText(), document.languageId, path, found);
  }
  for await (const { uri, file } of session.scan.files(signal)) {
    if (found.size >= MAX_ADDRESSES) break;
    const read = open.has(comparable(uri)) ? undefined : readText(file.absolute);
    if (read && 'text' in read) gather(read.text, file.languageId, file.relative, found);
  }
  return { addresses: [...found.values()].slice(0, MAX_ADDRESSES) };
}

function gather(text: string, languageId: string, path: string, found: Map<string, SuggestedAddress>): void {
  if (!text.includes('VaultProvider')) return;
  for (const address of sensuProviderAddresses(parseConfig(text, languageId).blocks)) {
    if (address.length <= MAX_LENGTH && !found.has(address)) found.set(address, { address, path });
  }
}
