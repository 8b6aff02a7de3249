import { failureWords } from '../../languageService/migration/messages.ts';
import { selfDeletes, selfDeletion } from '../../languageService/migration/readBack.ts';
import type { CurrentSecret } from '../../languageService/migration/secretVault.ts';
import type { JournalEntry } from '../journal/records.ts';
import { pathId } from '../journal/runState.ts';
import { hasKey } from './keyComparison.ts';
import type { RunPorts } from './runPorts.ts';

const gone = 'Its reference is in the file, but Vault does not hold the value any more; Undo may restore it';
const rotated = 'Its reference is in the file, but Vault holds another value there by now';

/**
 * Looks whether Vault holds the values of entries whose references are in their files already: whoever goes on with a run
 * that was cut short knows nothing of what others have done since. Each path is read once.
 * @returns by entry what is wrong, as the beginning of a sentence. @throws only the signal's reason.
 */
export async function behindReferences(
  { vault, run }: Pick<RunPorts, 'vault' | 'run'>,
  entries: readonly JournalEntry[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const problems = new Map<string, string>();
  const read = new Map<string, CurrentSecret | string>();
  for (const { id, target, fingerprint } of entries) {
    const { mount, path, key } = target;
    const name = pathId({ mount, path });
    const current = read.get(name) ?? (await look(() => vault.readCurrent({ mount, path }, signal), signal));
    read.set(name, current);
    const problem =
      typeof current === 'string'
        ? current
        : problemIn(current, key, (value) => run.fingerprints.of(id, value) === fingerprint);
    if (problem !== undefined) problems.set(id, problem);
  }
  return problems;
}

async function look(
  readCurrent: () => Promise<CurrentSecret>,
  signal: AbortSignal,
): Promise<CurrentSecret | string> {
  try {
    return await readCurrent();
  } catch (error) {
    signal.throwIfAborted();
    return `${failureWords(error)}, so nobody knows whether the value behind its reference is there`;
  }
}

function problemIn(
  current: CurrentSecret,
  key: string,
  isOurs: (value: string) => boolean,
): string | undefined {
  if (current.kind === 'absent' || !hasKey(current, key)) return gone;
  if (selfDeletes(current)) return selfDeletion;
  const value = current.data[key];
  return typeof value === 'string' && isOurs(value) ? undefined : rotated;
}
