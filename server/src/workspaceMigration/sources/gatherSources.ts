import type { MigrationScope } from '../../protocol.ts';
import { heldIn } from '../../handlers/workspacePlace.ts';
import { languageOf } from '../../scan/files/language.ts';
import { readText } from '../../scan/files/readText.ts';
import { diskPath } from '../../workspaceScan/fileAddress.ts';
import { placesOf } from '../../workspaceScan/folderPlaces.ts';
import type { MetFile } from '../../workspaceScan/meetFiles.ts';
import type { EditorDocuments } from '../editorDocuments.ts';
import type { MigrationParts } from '../migrationParts.ts';
import type { GatheredSources } from './gatheredSources.ts';
import { onlyFindings, readClosed, readOpen, type SourceParts } from './readSource.ts';

/** What looking for the secrets of a scope needs. */
export interface GatheringParts extends SourceParts {
  readonly scan: Pick<MigrationParts['scan'], 'meet'>;
  readonly open: Pick<EditorDocuments, 'find'>;
}

type Scope<Kind> = MigrationScope & { readonly kind: Kind };

/**
 * Looks for the plaintext secrets of a scope: open documents as they are in the editor, all other files on disk.
 * @returns why the scope is none, as a sentence
 * @throws the signal's reason.
 */
export async function gatherSources(
  parts: GatheringParts,
  scope: MigrationScope,
  into: GatheredSources,
  signal: AbortSignal,
): Promise<string | undefined> {
  switch (scope.kind) {
    case 'finding':
      return gatherFinding(parts, scope, into);
    case 'file':
      return gatherFile(parts, scope, into);
    case 'folder':
      if (placesOf([scope.uri], await parts.folders.current()).length === 0)
        return 'The folder is none of this workspace.';
      await gatherMet(parts, [scope.uri], into, signal);
      return undefined;
    case 'workspace':
      await gatherMet(parts, undefined, into, signal);
      return undefined;
  }
}

async function gatherFinding(
  parts: GatheringParts,
  { uri, version, findingId }: Scope<'finding'>,
  into: GatheredSources,
): Promise<string | undefined> {
  const document = parts.open.find(uri);
  const read = document?.version === version ? await readOpen(parts, document) : undefined;
  const found = read?.source.findings.find(({ id }) => id === findingId);
  if (!read || !found) return 'The file has changed since: try again.';
  // Another one in the same value is in its way, and has to be seen.
  into.add(onlyFindings(read, ({ scalarStart }) => scalarStart === found.scalarStart));
  return undefined;
}

async function gatherFile(
  parts: GatheringParts,
  { uri }: Scope<'file'>,
  into: GatheredSources,
): Promise<string | undefined> {
  const document = parts.open.find(uri);
  if (document) {
    into.add(await readOpen(parts, document));
    return undefined;
  }
  const held = heldIn(uri, await parts.folders.current());
  const path = diskPath(uri);
  if (!held || path === undefined) return 'The file is in no folder of this workspace.';
  const languageId = languageOf(uri.slice(uri.lastIndexOf('/') + 1));
  if (languageId === undefined) return 'The file is no YAML or JSON file by its name.';
  const content = readText(path);
  if ('skipped' in content) into.skip(held.path, content.skipped);
  else into.add(await readClosed(parts, { uri, languageId, text: content.text }, held.folder.uri));
  return undefined;
}

async function gatherMet(
  parts: GatheringParts,
  uris: readonly string[] | undefined,
  into: GatheredSources,
  signal: AbortSignal,
): Promise<void> {
  for await (const met of parts.scan.meet(uris, signal)) {
    await addMet(parts, met, into);
    signal.throwIfAborted();
  }
}

async function addMet(parts: GatheringParts, met: MetFile, into: GatheredSources): Promise<void> {
  if ('skipped' in met) {
    const { path, reason } = met.skipped;
    into.skip(path === '' ? met.folder.name : path, reason);
    return;
  }
  const { uri, file, folder, findings } = met;
  into.filesRead += 1;
  const document = parts.open.find(uri);
  if (document) into.add(await readOpen(parts, document));
  else if (findings > 0) {
    const content = readText(file.absolute);
    const { languageId } = file;
    if ('skipped' in content) into.skip(file.relative, content.skipped);
    else into.add(await readClosed(parts, { uri, languageId, text: content.text }, folder.uri));
  }
}
