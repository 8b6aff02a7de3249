import { TextDocument } from 'vscode-languageserver-textdocument';
import { comparable } from '../../handlers/workspacePlace.ts';
import type { ConfigDocument } from '../../languageService/configDocument.ts';
import type { SecretTarget } from '../../languageService/migration/moveResult.ts';
import { parseConfig } from '../../languageService/parse/index.ts';
import { extractReferences } from '../../languageService/references/extract.ts';
import type { NamedMount } from '../../languageService/references/mounts.ts';
import type { SecretReference } from '../../languageService/references/reference.ts';
import { keyId, pathId } from '../../migration/journal/runState.ts';
import { readText } from '../../scan/files/readText.ts';
import { languageOf } from '../../scan/files/language.ts';
import { diskPath } from '../../workspaceScan/fileAddress.ts';
import { fileNames } from '../fileNames.ts';
import type { MigrationParts } from '../migrationParts.ts';

/** Most places that are listed. */
const MAX_USES = 200;

type UsesParts = Pick<
  MigrationParts,
  'documents' | 'folders' | 'settings' | 'service' | 'scan' | 'digestKey'
>;

/**
 * Places of the workspace that refer to one of some secrets, as `path:line`: in open documents as they are, and in all other
 * files that a scan reads. @throws the signal's reason.
 */
export async function otherUses(
  parts: UsesParts,
  targets: readonly SecretTarget[],
  signal: AbortSignal,
): Promise<readonly string[]> {
  const isUse = usesOf(targets);
  const uses: string[] = [];
  const open = new Set<string>();
  const nameOf = fileNames(await parts.folders.current());
  for (const document of parts.documents.all()) {
    signal.throwIfAborted();
    open.add(comparable(document.uri));
    const mounts = parts.service.reader.namedMounts(await parts.settings.get(document.uri));
    const config = parseConfig(document.getText(), document.languageId);
    uses.push(...usesIn(config, mounts, isUse).map((line) => `${nameOf(document.uri)}:${line}`));
  }
  const compareIn = (settings: Parameters<typeof parts.service.reader.namedMounts>[0]) => ({
    key: parts.digestKey,
    mounts: parts.service.reader.namedMounts(settings),
  });
  for await (const { uri, scanned } of parts.scan.look(compareIn, signal)) {
    if (uses.length > MAX_USES) break;
    if (open.has(comparable(uri)) || scanned.references?.some(isUse) !== true) continue;
    const mounts = parts.service.reader.namedMounts(await parts.settings.get(uri));
    uses.push(...linesOf(uri, mounts, isUse).map((line) => `${nameOf(uri)}:${line}`));
  }
  return uses.slice(0, MAX_USES);
}

/** A reference without a key may be read for any of them. */
function usesOf(targets: readonly SecretTarget[]): (reference: SecretReference) => boolean {
  const keys = new Set(targets.map((target) => keyId(target, target.key)));
  const paths = new Set(targets.map(pathId));
  return (reference) =>
    reference.key === undefined ? paths.has(pathId(reference)) : keys.has(keyId(reference, reference.key));
}

function linesOf(
  uri: string,
  mounts: readonly NamedMount[],
  isUse: (reference: SecretReference) => boolean,
): readonly number[] {
  const path = diskPath(uri);
  const content = path === undefined ? undefined : readText(path);
  const languageId = languageOf(uri.slice(uri.lastIndexOf('/') + 1));
  if (!content || 'skipped' in content || languageId === undefined) return [];
  return usesIn(parseConfig(content.text, languageId), mounts, isUse);
}

/** 1-based lines. */
function usesIn(
  config: ConfigDocument,
  mounts: readonly NamedMount[],
  isUse: (reference: SecretReference) => boolean,
): readonly number[] {
  const text = TextDocument.create('', '', 0, config.text);
  return extractReferences(config, mounts).flatMap(({ block, extracted }) =>
    extracted.kind === 'found' && !extracted.server && isUse(extracted.reference)
      ? [text.positionAt(block.start + extracted.start).line + 1]
      : [],
  );
}
