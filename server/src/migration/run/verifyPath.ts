import { failureWords } from '../../languageService/migration/messages.ts';
import { selfDeletes, selfDeletion } from '../../languageService/migration/readBack.ts';
import type {
  CurrentSecret,
  SecretVault,
  WriteReceipt,
} from '../../languageService/migration/secretVault.ts';
import { holds } from './keyComparison.ts';
import type { WrittenPath } from './writePath.ts';

const changed = 'Somebody else changed or deleted the secret right after it was written';
const remade = 'Somebody else deleted the path and made it again';
const unlike = 'The version that was written does not read back as written';

/**
 * Reads a path right before a file gives up its plaintext: the current version must hold our values, and so must the one
 * that the run has written, which is the same one unless others have written since. Answers with the keys that must
 * stay in their files, each with a reason that begins a sentence; keys that were refused before are not looked at.
 * @throws only the signal's reason.
 */
export async function verifyPath(
  vault: SecretVault,
  path: WrittenPath,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  if (path.stored.length === 0) return new Map();
  try {
    const current = await vault.readCurrent(path.secret, signal);
    const whole = await wholeProblem(vault, path, current, signal);
    return problems(path, (key, value) => whole ?? (holds(current, key, value) ? undefined : changed));
  } catch (error) {
    signal.throwIfAborted();
    return problems(path, () => failureWords(error));
  }
}

function problems(
  { stored, values }: WrittenPath,
  problemOf: (key: string, value: string) => string | undefined,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const key of stored) {
    const problem = problemOf(key, values.get(key) ?? '');
    if (problem !== undefined) found.set(key, problem);
  }
  return found;
}

async function wholeProblem(
  vault: SecretVault,
  path: WrittenPath,
  current: CurrentSecret,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (current.kind === 'absent') return changed;
  if (selfDeletes(current)) return selfDeletion;
  const receipt = path.write?.receipt;
  if (!receipt || current.kvVersion === 1) return undefined;
  if (current.version < receipt.version) return remade;
  if (current.version === receipt.version) {
    return current.createdTime === receipt.createdTime ? undefined : remade;
  }
  const written = await vault.readVersion(path.secret, receipt.version, signal);
  return isOurs(written, path, receipt) ? undefined : unlike;
}

function isOurs(written: CurrentSecret, { stored, values }: WrittenPath, receipt: WriteReceipt): boolean {
  return (
    written.kind === 'present' &&
    written.createdTime === receipt.createdTime &&
    stored.every((key) => holds(written, key, values.get(key) ?? ''))
  );
}
