import type { FilePlace } from '../inVault/comparisonSession.ts';
import { ComparisonSession } from '../inVault/comparisonSession.ts';
import { Gathering } from '../inVault/gathering.ts';
import type { KnownSecrets } from '../inVault/knownSecrets.ts';
import { findingDigests } from '../scan/findingDigests.ts';
import { referencesOf } from '../scan/compareOptions.ts';
import type { VaultAccess } from '../runtime.ts';
import type { DigestKey } from '../valueDigest.ts';
import { viewOf } from './languageFeatures.ts';
import type { Session } from './session.ts';
import { comparable, workspacePlace } from './workspacePlace.ts';

/** Comparing of the workspace of a session: its open documents as they are, and all other files on disk. */
export function openComparison(
  access: VaultAccess,
  known: KnownSecrets,
  session: () => Session,
): ComparisonSession {
  return new ComparisonSession({
    store: access.store,
    digests: access.digests,
    known,
    gather: (signal) => gather(session(), known.key, signal),
    mounts: async () => {
      const { folders, settings, service } = session();
      const uris = (await folders.current()).map(({ uri }) => uri);
      const all = await Promise.all(uris.map((uri) => settings.get(uri)));
      const mounts = all.flatMap((own) => service.reader.mounts(own));
      return [...new Set([...mounts, ...access.store.knownMounts.map(({ path }) => path)])];
    },
  });
}

/** What the open documents and all other files of the workspace hold. @throws the signal's reason. */
export async function gather(
  session: Session,
  key: DigestKey,
  signal: AbortSignal,
): Promise<Gathering<FilePlace>> {
  const { service, scan } = session;
  const gathered = new Gathering<FilePlace>();
  const open = await gatherOpen(session, gathered, key, signal);
  const files = scan.look((settings) => ({ key, mounts: service.reader.namedMounts(settings) }), signal);
  for await (const { uri, path, scanned } of files) {
    if (open.has(comparable(uri))) continue;
    gathered.addReferences(scanned.references);
    for (const { digests, range } of scanned.findings) {
      gathered.addFinding({ uri, path, ...range.start }, digests);
    }
  }
  return gathered;
}

/** Returns the addresses of the open documents: the editor's text of them counts, not that on disk. */
async function gatherOpen(
  session: Session,
  gathered: Gathering<FilePlace>,
  key: DigestKey,
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const { documents, folders } = session;
  const all = await folders.current();
  const open = new Set<string>();
  for (const document of documents.all()) {
    signal.throwIfAborted();
    const view = await viewOf(session, document);
    if (!view) continue;
    const { uri } = document;
    open.add(comparable(uri));
    const path = workspacePlace(uri, all).relativePath;
    gathered.addReferences(referencesOf(view.config, view.namedMounts));
    for (const finding of view.findings) {
      const place = { uri, path, ...document.positionAt(finding.start) };
      gathered.addFinding(place, findingDigests(view.config, finding, key));
    }
  }
  return open;
}
