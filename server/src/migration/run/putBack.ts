import { planEdits } from '../../languageService/migration/planEdits.ts';
import { restoreEdit, type RestorePlace } from '../../languageService/migration/restoreEdit.ts';
import type { JournalEntry, JournalFile } from '../journal/records.ts';
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
  const { places, reasons } = placesIn(before, entries, valueOf);
  const ids = [...places.keys()];
  if (ids.length === 0) return new Map(reasons);
  const { document } = before;
  const plan = planEdits({ document, languageId: file.languageId, edits: [...places.values()] });
  if (!plan.ok) return new Map([...reasons, ...ids.map((id) => [id, plan.reason] as const)]);
  const number = entries[0]?.file ?? 0;
  await ports.run.append({ type: 'restoring', file: number, entries: ids });
  const outcome = await ports.files.replace(file.uri, plan.change);
  const after = await look(ports, file, entries);
  const states = new Map<string, string | undefined>(reasons);
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

interface Places {
  readonly places: ReadonlyMap<string, RestorePlace>;
  /** Undefined for those whose plaintext is there already. */
  readonly reasons: ReadonlyMap<string, string | undefined>;
}

function placesIn(
  { document, found }: FileSecrets,
  entries: readonly JournalEntry[],
  valueOf: (entry: JournalEntry) => string,
): Places {
  const places = new Map<string, RestorePlace>();
  const reasons = new Map<string, string | undefined>();
  for (const entry of entries) {
    if (found.get(entry.id)?.kind === 'plaintext') {
      reasons.set(entry.id, undefined);
      continue;
    }
    const restored = restoreEdit(document, entry, valueOf(entry));
    if (restored.ok) places.set(entry.id, restored.place);
    else reasons.set(entry.id, restored.reason);
  }
  return { places, reasons };
}
