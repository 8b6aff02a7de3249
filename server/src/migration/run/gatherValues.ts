import { obstacle } from '../../languageService/migration/placement/obstacle.ts';
import { isReferenceTo } from '../../languageService/references/formats/isReferenceTo.ts';
import type { JournalEntry, RunHeader } from '../journal/records.ts';
import { pathId } from '../journal/runState.ts';
import { lookForSecrets } from './fileSecrets.ts';
import type { OutcomeBoard } from './outcome.ts';
import type { RunPorts } from './runPorts.ts';
import type { PathValues } from './writePath.ts';

/** The values of a run, as their files hold them now. They stay in the process. */
export interface GatheredValues {
  /** By path, all keys together: a path is written once. */
  readonly paths: ReadonlyMap<string, PathValues>;
  /** Entries whose plaintext is in its file. */
  readonly waiting: readonly JournalEntry[];
  /** Entries whose reference is in its file although the journal does not tell of the edit. */
  readonly alreadyEdited: readonly JournalEntry[];
}

/**
 * Reads the values of all entries out of their files. What is not to be found is told to the board.
 * @throws only the signal's reason.
 */
export async function gatherValues(
  ports: RunPorts,
  header: RunHeader,
  board: OutcomeBoard,
  signal: AbortSignal,
): Promise<GatheredValues> {
  const paths = new Map<string, PathValues & { readonly values: Map<string, string> }>();
  const waiting: JournalEntry[] = [];
  const alreadyEdited: JournalEntry[] = [];
  const source = { files: ports.files, fingerprints: ports.run.fingerprints };
  for (const [index, file] of header.files.entries()) {
    const entries = header.entries.filter((entry) => entry.file === index);
    if (entries.length === 0) continue;
    const secrets = await lookForSecrets(source, file, entries, signal);
    for (const entry of entries) {
      if (typeof secrets === 'string') {
        board.set(entry.id, 'not-moved', secrets);
        continue;
      }
      const found = secrets.found.get(entry.id);
      switch (found?.kind) {
        case 'plaintext': {
          const { value, located } = found.placement;
          const problem =
            obstacle(secrets.document, located) ??
            whyNot(entry, value, paths.get(pathId(entry.target))?.values);
          if (problem === undefined) {
            waiting.push(entry);
            valuesOf(paths, entry).set(entry.target.key, value);
          } else board.set(entry.id, 'not-moved', problem);
          break;
        }
        case 'reference':
          alreadyEdited.push(entry);
          break;
        case 'gone':
        case undefined:
          board.set(entry.id, 'not-moved', 'The secret is no longer where it was found');
      }
    }
  }
  return { paths, waiting, alreadyEdited };
}

/** No plan of ours is like that, but anybody may have written the journal. */
function whyNot(
  { target, reference }: JournalEntry,
  value: string,
  others: ReadonlyMap<string, string> | undefined,
): string | undefined {
  if (!isReferenceTo(target, reference)) return 'The journal has a reference for it that is not its own';
  const other = others?.get(target.key);
  return other === undefined || other === value
    ? undefined
    : 'Another secret is to be moved to the same target';
}

function valuesOf(
  paths: Map<string, PathValues & { readonly values: Map<string, string> }>,
  { target: { mount, path } }: JournalEntry,
): Map<string, string> {
  const secret = { mount, path };
  const id = pathId(secret);
  const known = paths.get(id) ?? { secret, values: new Map<string, string>() };
  paths.set(id, known);
  return known.values;
}
