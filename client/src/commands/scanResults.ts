import { oneLine, plainText } from '../dialogs/plainText.ts';
import { treePlace } from '../scan/treeArguments.ts';
import type { CommandParts } from './commandParts.ts';

/** Lists what a scan skipped, with the reasons; the chosen one is opened. */
export async function showSkippedFiles({ dialogs, api, editor }: CommandParts): Promise<void> {
  const { files, total } = await api.skippedFiles();
  if (total === 0) {
    dialogs.tell('information', 'The scan skipped nothing.');
    return;
  }
  const choices = files.map(({ uri, folderName, path, reason }) => ({
    label: plainText(oneLine(path === '' ? folderName : path)),
    description: reason,
    value: uri,
  }));
  const more = total > files.length ? ` (the first ${files.length})` : '';
  const uri = await dialogs.choose(`Skipped by the scan: ${total}${more}`, choices);
  if (uri !== undefined) await editor.open(uri);
}

/** Opens what an entry of the tree is about. */
export async function openSecret({ editor }: CommandParts, ...args: readonly unknown[]): Promise<void> {
  const place = treePlace(args);
  if (place) await editor.open(place.uri, place.range);
}

/** Scans the file of an entry again. */
export async function rescanFile({ api }: CommandParts, ...args: readonly unknown[]): Promise<void> {
  const place = treePlace(args);
  if (place) await api.rescanFiles({ uris: [place.uri] });
}

/** Copies the path of an entry's file. */
export async function copySecretPath({ editor }: CommandParts, ...args: readonly unknown[]): Promise<void> {
  const place = treePlace(args);
  if (place) await editor.copyPath(place.uri);
}
