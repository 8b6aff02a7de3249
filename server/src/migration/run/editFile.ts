import type { JournalEntry, JournalFile } from '../journal/records.ts';
import type { FileOutcome } from '../runFiles.ts';
import { fileProblemWords } from './fileProblemWords.ts';
import { lookForSecrets, referencesChange } from './fileSecrets.ts';
import type { RunPorts } from './runPorts.ts';

/** What became of an entry's place in its file: the reference is there, the plaintext is, or neither is to be seen. */
export interface EditedEntry {
  readonly state: 'reference' | 'plaintext' | 'unclear';
  /** Begins a sentence; absent with the reference. */
  readonly reason?: string;
}

type States = ReadonlyMap<string, EditedEntry>;

const gone = 'The secret is no longer where it was found';

/**
 * Puts the references of `entries` into their file, all in one change, and looks at what is there afterwards. Where others
 * have changed the file since, the secrets are looked for again; where it reads otherwise than it should afterwards
 * (an editor may format it), each reference must be at its place.
 * @throws JournalError, or the signal's reason before anything is written.
 */
export async function editFile(
  ports: RunPorts,
  file: JournalFile,
  entries: readonly JournalEntry[],
  signal: AbortSignal,
): Promise<States> {
  const before = await look(ports, file, entries, signal);
  if (typeof before === 'string') return all(entries, { state: 'plaintext', reason: before });
  const { change, refused } = referencesChange(before, entries);
  const ids = [...before.found].flatMap(([id, { kind }]) =>
    kind === 'plaintext' && !refused.has(id) ? [id] : [],
  );
  if (ids.length === 0) return withReasons(statesOf(before.found, entries), refused);
  signal.throwIfAborted();
  const number = entries[0]?.file ?? 0;
  await ports.run.append({ type: 'editing', file: number, entries: ids });
  const outcome = await ports.files.replace(file.uri, change);
  const states = withReasons(await judge(ports, file, entries, outcome), refused);
  const edited = entries.flatMap(({ id }) => (states.get(id)?.state === 'reference' ? [id] : []));
  await ports.run.append({ type: 'edited', file: number, entries: edited });
  return states;
}

function look(
  { files, run }: RunPorts,
  file: JournalFile,
  entries: readonly JournalEntry[],
  signal: AbortSignal,
): ReturnType<typeof lookForSecrets> {
  return lookForSecrets({ files, fingerprints: run.fingerprints }, file, entries, signal);
}

/** The person's cancellation does not apply any more: what was written is owed to them. */
async function judge(
  ports: RunPorts,
  file: JournalFile,
  entries: readonly JournalEntry[],
  outcome: FileOutcome,
): Promise<States> {
  const after = await look(ports, file, entries, new AbortController().signal);
  if (typeof after === 'string') {
    const state = outcome.kind === 'refused' ? 'plaintext' : 'unclear';
    return all(entries, { state, reason: after });
  }
  const states = statesOf(after.found, entries);
  if (outcome.kind !== 'refused') return states;
  const reason = fileProblemWords(outcome.problem);
  return withReasons(states, new Map(entries.map(({ id }) => [id, reason])));
}

/** The reasons why a plaintext is still there, where they are known better. */
function withReasons(states: States, reasons: ReadonlyMap<string, string>): States {
  return new Map(
    [...states].map(([id, state]) => {
      const reason = reasons.get(id);
      return [id, state.state === 'plaintext' && reason !== undefined ? { ...state, reason } : state];
    }),
  );
}

function statesOf(
  found: ReadonlyMap<string, { readonly kind: 'plaintext' | 'reference' | 'gone' }>,
  entries: readonly JournalEntry[],
): States {
  return new Map(entries.map(({ id }) => [id, stateOf(found.get(id)?.kind ?? 'gone')]));
}

function stateOf(kind: 'plaintext' | 'reference' | 'gone'): EditedEntry {
  switch (kind) {
    case 'reference':
      return { state: 'reference' };
    case 'plaintext':
      return { state: 'plaintext', reason: 'The edit is not in the file' };
    case 'gone':
      return { state: 'unclear', reason: gone };
  }
}

function all(entries: readonly JournalEntry[], state: EditedEntry): States {
  return new Map(entries.map(({ id }) => [id, state]));
}
