import { failureWords } from '../../languageService/migration/messages.ts';
import type { CurrentSecret, PathHistory, SecretVault } from '../../languageService/migration/secretVault.ts';
import { holds } from './keyComparison.ts';
import type { WrittenPath } from './writePath.ts';

/** What a look at a path says after a file has given up its plaintext. */
export interface AfterEdit {
  /** Keys that are not there any more: their files take the plaintext back. */
  readonly lost: readonly string[];
  /** What the person should know, in a sentence. */
  readonly warning?: string;
}

/**
 * Looks at a path right after the edit, when others' acts between our last look and the edit can be seen. The history of
 * a path tells without its values whether our version is still the current one, and whether the version that it was
 * based on was that: a path that is deleted and made again counts from 1, so that check-and-set passes on another's data.
 * @param keys those whose references are in a file now
 * @throws only the signal's reason.
 */
export async function lookAfterEdit(
  vault: SecretVault,
  path: WrittenPath,
  keys: readonly string[],
  signal: AbortSignal,
): Promise<AfterEdit> {
  try {
    if (!path.write || path.write.base.kvVersion === 1) return await byValue(vault, path, keys, signal);
    const history = await vault.history(path.secret, signal);
    const fooled = await wasFooled(vault, path, history, signal);
    const found = isStillCurrent(path, history) ? { lost: [] } : await byValue(vault, path, keys, signal);
    return fooled ? { ...found, warning: fooledWarning } : found;
  } catch (error) {
    signal.throwIfAborted();
    return { lost: [], warning: `${failureWords(error)}, so nobody has looked after the edit.` };
  }
}

const fooledWarning =
  'Somebody else deleted the path and made it again at the same moment; look at the version before ours for their data.';

async function byValue(
  vault: SecretVault,
  { secret, values }: WrittenPath,
  keys: readonly string[],
  signal: AbortSignal,
): Promise<AfterEdit> {
  const current = await vault.readCurrent(secret, signal);
  return { lost: keys.filter((key) => !holds(current, key, values.get(key) ?? '')) };
}

function isStillCurrent({ write }: WrittenPath, history: PathHistory): boolean {
  if (!write || history.kind !== 'known') return false;
  const { version, createdTime } = write.receipt;
  const facts = history.versions.get(version);
  return (
    history.currentVersion === version &&
    facts?.createdTime === createdTime &&
    facts.deletionTime === '' &&
    !facts.isDestroyed
  );
}

/** Whether the version that our write replaced is another one than the one that it was based on. */
async function wasFooled(
  vault: SecretVault,
  { secret, write }: WrittenPath,
  history: PathHistory,
  signal: AbortSignal,
): Promise<boolean> {
  if (!write) return false;
  const { base } = write;
  const number = base.kind === 'present' ? base.version : base.cas;
  if (number === 0) return false;
  if (history.kind !== 'known') return isOther(base, await vault.readVersion(secret, number, signal));
  const facts = history.versions.get(number);
  if (!facts) return true;
  return base.kind === 'present' ? facts.createdTime !== base.createdTime : isAlive(facts);
}

function isOther(base: CurrentSecret, now: CurrentSecret): boolean {
  if (base.kind === 'absent') return now.kind === 'present';
  return now.kind === 'absent' || now.createdTime !== base.createdTime;
}

function isAlive({ deletionTime, isDestroyed }: { deletionTime: string; isDestroyed: boolean }): boolean {
  return deletionTime === '' && !isDestroyed;
}
