import type { JournalEntry, JournalFile } from '../journal/records.ts';
import { keyId, runState } from '../journal/runState.ts';
import type { Fingerprints, RunStore, StoredRun } from '../journal/runStore.ts';
import { lookForSecrets } from '../run/fileSecrets.ts';
import type { RunFiles } from '../runFiles.ts';

/** Which keys other runs rely on, as {@link keyId} names them. */
export type KeysOfOtherRuns = (
  isAsked: (id: string) => boolean,
  signal: AbortSignal,
) => Promise<ReadonlySet<string>>;

/** Without the key of a run no plaintext is known again; its references are. */
const noFingerprints: Fingerprints = { of: () => '' };

/**
 * Looks through the other runs that went to the same place for secrets that share a key with this one: a run finds a value
 * in Vault that another has written, and writes nothing. A key counts as used while its reference is in the file of the
 * other run, or nobody can tell, or a process is at work on that run.
 */
export function keysOfOtherRuns(
  { store, files }: { readonly store: RunStore; readonly files: RunFiles },
  own: StoredRun['header'],
): KeysOfOtherRuns {
  return async (isAsked, signal) => {
    const used = new Set<string>();
    for (const other of await store.list()) {
      signal.throwIfAborted();
      const { run, header } = other;
      const isSamePlace = header.origin === own.origin && header.namespace === own.namespace;
      if (run === own.run || !isSamePlace) continue;
      for (const [file, entries] of entriesByFile(other, isAsked)) {
        const inUse = other.isOwned ? entries : await referring({ files, file, entries }, signal);
        for (const { target } of inUse) used.add(keyId(target, target.key));
      }
    }
    return used;
  };
}

function entriesByFile(
  { header, records }: StoredRun,
  isAsked: (id: string) => boolean,
): ReadonlyMap<JournalFile, readonly JournalEntry[]> {
  const byFile = new Map<JournalFile, JournalEntry[]>();
  const state = runState(records);
  if (!state) return byFile;
  for (const entry of header.entries) {
    const file = header.files[entry.file];
    if (!file || !isAsked(keyId(entry.target, entry.target.key)) || state.restored.has(entry.id)) continue;
    const known = byFile.get(file) ?? [];
    known.push(entry);
    byFile.set(file, known);
  }
  return byFile;
}

async function referring(
  source: { readonly files: RunFiles; readonly file: JournalFile; readonly entries: readonly JournalEntry[] },
  signal: AbortSignal,
): Promise<readonly JournalEntry[]> {
  const { files, file, entries } = source;
  const secrets = await lookForSecrets({ files, fingerprints: noFingerprints }, file, entries, signal);
  if (typeof secrets === 'string') return entries;
  return entries.filter(({ id }) => secrets.found.get(id)?.kind === 'reference');
}
