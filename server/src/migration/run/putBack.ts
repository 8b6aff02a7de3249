import { restoreEdits } from '../../languageService/migration/placement/restoreEdits.ts';
import type { JournalEntry, JournalFile } from '../journal/records.ts';
import type { FileChange } from '../runFiles.ts';
import { fileProblemWords } from './fileProblemWords.ts';
import { type FileSecrets, lookForSecrets } from './fileSecrets.ts';
import type { RunPorts } from './runPorts.ts';

/** By entry: undefined when its plaintext is in the file, else why not, as the beginning of a sentence. */
export type PutBack = ReadonlyMap<string, string | undefined>;

/**
 * Puts the plaintext of `entries` back in the place of their references, all in one change, and looks at what is there
 * afterwards. A reference that somebody has changed since stays.
 * @param valueOf the value, which must have been seen to be the one that was there before
 * @throws JournalError.
 */
export async function putBack(
  ports: RunPorts,
  file: JournalFile,
  entries: readonly JournalEntry[],
  valueOf: (entry: JournalEntry) => string,
): Promise<PutBack> {
  if (entries.length === 0) return new Map();
  const before = await look(ports, file, entries);
  if (typeof before === 'string') return new Map(entries.map(({ id }) => [id, before]));
  const { change, ids, reasons } = plaintextChange(before, entries, valueOf);
  if (ids.length === 0) return reasons;
  const number = entries[0]?.file ?? 0;
  await ports.run.append({ type: 'restoring', file: number, entries: ids });
  const outcome = await ports.files.replace(file.uri, change);
  const after = await look(ports, file, entries);
  const states = new Map(reasons);
  for (const id of ids) {
    const isBack = typeof after !== 'string' && after.found.get(id)?.kind === 'plaintext';
    states.set(id, isBack ? undefined : unrestored(outcome.kind === 'refused' ? outcome.problem : undefined));
  }
  const restored = ids.filter((id) => states.get(id) === undefined);
  await ports.run.append({ type: 'restored', file: number, entries: restored });
  return states;
}

function unrestored(problem: Parameters<typeof fileProblemWords>[0] | undefined): string {
  return problem === undefined ? 'The file does not read as it did before' : fileProblemWords(problem);
}

function look(
  { files, run }: RunPorts,
  file: JournalFile,
  entries: readonly JournalEntry[],
): Promise<FileSecrets | string> {
  const source = { files, fingerprints: run.fingerprints };
  return lookForSecrets(source, file, entries, new AbortController().signal);
}

interface PlaintextChange {
  readonly change: FileChange;
  /** The entries that it puts back. */
  readonly ids: readonly string[];
  /** Of the others; undefined for those whose plaintext is there already. */
  readonly reasons: ReadonlyMap<string, string | undefined>;
}

function plaintextChange(
  { file, document, found }: FileSecrets,
  entries: readonly JournalEntry[],
  valueOf: (entry: JournalEntry) => string,
): PlaintextChange {
  const reasons = new Map<string, string | undefined>();
  const waiting = entries.filter(({ id }) => found.get(id)?.kind !== 'plaintext');
  for (const { id } of entries) if (found.get(id)?.kind === 'plaintext') reasons.set(id, undefined);
  const restorings = waiting.map((entry) => ({ entry, value: valueOf(entry) }));
  const { change, restored, refused } = restoreEdits(document, file.languageId, restorings);
  const idOf = new Map<unknown, string>(waiting.map((entry) => [entry, entry.id]));
  for (const { entry, reason } of refused) reasons.set(idOf.get(entry) ?? '', reason);
  return { change, ids: restored.map((entry) => idOf.get(entry) ?? ''), reasons };
}
