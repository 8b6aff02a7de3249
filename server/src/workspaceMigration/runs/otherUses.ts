import { comparable } from '../../handlers/workspacePlace.ts';
import type { SecretTarget } from '../../languageService/migration/moveResult.ts';
import { parseConfig } from '../../languageService/parse/index.ts';
import { UseSearch } from '../../migration/undo/useSearch.ts';
import { walkPatiently } from '../../scan/files/patientWalk.ts';
import { readText } from '../../scan/files/readText.ts';
import { addressOf, diskPath } from '../../workspaceScan/fileAddress.ts';
import { fileNames } from '../fileNames.ts';
import type { MigrationParts } from '../migrationParts.ts';

/** Most places, and most files, that are listed. */
const MAX_LISTED = 200;

type UsesParts = Pick<MigrationParts, 'documents' | 'folders' | 'settings' | 'service'>;

/** What refers to some secrets, and the files of which nobody can tell. */
export interface OtherUses {
  /** As `path:line`, in the order of the files. */
  readonly uses: readonly string[];
  readonly unread: readonly string[];
}

/** A text of the workspace, or a file that cannot be read. */
interface Source {
  readonly uri: string;
  readonly content: { readonly text: string; readonly languageId: string } | undefined;
}

/**
 * Places of the workspace that refer to one of some secrets: in open documents as they are, and in all other YAML and
 * JSON files, whether git ignores them or not. Delays nobody. @throws the signal's reason.
 */
export async function otherUses(
  parts: UsesParts,
  targets: readonly SecretTarget[],
  signal: AbortSignal,
): Promise<OtherUses> {
  const search = new UseSearch(targets);
  const nameOf = fileNames(await parts.folders.current());
  const uses = new Set<string>();
  const unread: string[] = [];
  for await (const { uri, content } of sources(parts)) {
    signal.throwIfAborted();
    if (uses.size >= MAX_LISTED || unread.length >= MAX_LISTED) break;
    if (content && !search.mayBeIn(content.text)) continue;
    const config = content && parseConfig(content.text, content.languageId);
    if (!config || config.refusal) unread.push(nameOf(uri));
    if (!config) continue;
    const mounts = parts.service.reader.namedMounts(await parts.settings.get(uri));
    for (const { line } of search.in(config, mounts)) uses.add(`${nameOf(uri)}:${line}`);
  }
  return { uses: [...uses].slice(0, MAX_LISTED), unread };
}

async function* sources({ documents, folders }: UsesParts): AsyncGenerator<Source, void, void> {
  const open = new Set<string>();
  for (const document of documents.all()) {
    open.add(comparable(document.uri));
    yield { uri: document.uri, content: { text: document.getText(), languageId: document.languageId } };
  }
  const places = (await folders.current()).flatMap(({ uri }) => diskPath(uri) ?? []);
  for await (const step of walkPatiently(places, '/', { readsIgnored: true })) {
    const path = 'skipped' in step ? step.skipped.shown : step.file.absolute;
    const uri = addressOf(path);
    if (open.has(comparable(uri))) continue;
    const read = 'skipped' in step ? undefined : readText(path);
    const languageId = 'skipped' in step ? '' : step.file.languageId;
    yield { uri, content: read && 'text' in read ? { text: read.text, languageId } : undefined };
  }
}
