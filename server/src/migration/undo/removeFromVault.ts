import { failureWords } from '../../languageService/migration/messages.ts';
import type {
  CurrentSecret,
  PresentSecret,
  SecretVault,
} from '../../languageService/migration/secretVault.ts';
import type { SecretPath } from '../../languageService/secretStore.ts';
import { JournalError } from '../journal/runStore.ts';
import { hasKey } from '../run/keyComparison.ts';
import type { RunPorts } from '../run/runPorts.ts';
import type { OwnedKey } from './ownedKeys.ts';

/** By key: undefined when it is not in Vault any more, else why it is kept, as the beginning of a sentence. */
export type Removal = ReadonlyMap<string, string | undefined>;

export interface RemovalOptions {
  /** Whether a key holds the value that the run has put there. */
  readonly isOurs: (key: string, value: string) => boolean;
  /** The person has confirmed that a KV v1 path is deleted for good. */
  readonly finalDeletionConfirmed: boolean;
}

const changed = 'Somebody else has changed it since';
const hidden =
  'Somebody else deleted the path and made it again at the same moment, and their version is deleted now: undelete it';

/**
 * Takes the keys of one path that a run has put there out of the current version: all other keys stay, and a key with
 * another value is kept. The version itself is soft-deleted only where the run has made the path, that version is still the
 * current one, and nothing but the run's keys is in it: deleting a version anywhere else would hide other people's keys.
 * Looks at what is there afterwards.
 * @param keys of one path
 * @throws JournalError, or the signal's reason before anything is removed.
 */
export async function removeFromVault(
  ports: RunPorts,
  keys: readonly OwnedKey[],
  options: RemovalOptions,
  signal: AbortSignal,
): Promise<Removal> {
  const [first] = keys;
  if (!first) return new Map();
  const secret = { mount: first.mount, path: first.path };
  try {
    const current = await ports.vault.readCurrent(secret, signal);
    const { ours, removal } = sortOut(current, keys, options);
    if (ours.length > 0 && current.kind === 'present') {
      await remove(ports, current, ours, options, signal);
      const after = await ports.vault.readCurrent(secret, new AbortController().signal);
      const isHidden = after.kind === 'absent' && (await hidesAnothers(ports.vault, secret, current));
      for (const { key } of ours)
        removal.set(key, isHidden ? hidden : stateAfter(after, current, key, options));
    }
    const gone = keys.flatMap(({ key }) => (removal.get(key) === undefined ? [key] : []));
    if (gone.length > 0) await ports.run.append({ type: 'removed', ...secret, keys: gone });
    return removal;
  } catch (error) {
    if (error instanceof JournalError) throw error;
    signal.throwIfAborted();
    const because = error instanceof Kept ? error.because : failureWords(error);
    return new Map(keys.map(({ key }) => [key, because]));
  }
}

/** Something speaks against removing. */
class Kept extends Error {
  readonly because: string;

  constructor(because: string) {
    super(because);
    this.name = 'Kept';
    this.because = because;
  }
}

function sortOut(
  current: CurrentSecret,
  keys: readonly OwnedKey[],
  { isOurs }: RemovalOptions,
): { readonly ours: readonly OwnedKey[]; readonly removal: Map<string, string | undefined> } {
  const removal = new Map<string, string | undefined>();
  const ours: OwnedKey[] = [];
  for (const owned of keys) {
    const value =
      current.kind === 'present' && hasKey(current, owned.key) ? current.data[owned.key] : undefined;
    if (value === undefined) removal.set(owned.key, undefined);
    else if (typeof value === 'string' && isOurs(owned.key, value)) ours.push(owned);
    else removal.set(owned.key, changed);
  }
  return { ours, removal };
}

async function remove(
  { vault, run }: RunPorts,
  current: PresentSecret,
  ours: readonly OwnedKey[],
  { finalDeletionConfirmed }: RemovalOptions,
  signal: AbortSignal,
): Promise<void> {
  const [first] = ours;
  if (!first) return;
  const secret = { mount: first.mount, path: first.path };
  const keys = ours.map(({ key }) => key);
  const isWhole = isOurVersion(current, ours);
  if (current.kvVersion === 1) {
    if (!isWhole) throw new Kept('KV v1 has no check-and-set, and the path holds other keys, too');
    if (!finalDeletionConfirmed)
      throw new Kept('Deleting from KV v1 is final, and nobody has confirmed that');
  }
  signal.throwIfAborted();
  await run.append({ type: 'removing', ...secret, keys, version: current.version });
  if (isWhole) await vault.deleteVersion(secret, current.version, signal);
  else await vault.removeKeys({ secret, keys, base: current }, signal);
}

/**
 * Whether the version that is deleted by now is another's: deleting one goes by its number alone, and no look before can
 * rule out that the path was made again meanwhile.
 */
async function hidesAnothers(
  vault: SecretVault,
  secret: SecretPath,
  { kvVersion, version, createdTime }: PresentSecret,
): Promise<boolean> {
  if (kvVersion === 1) return false;
  const history = await vault.history(secret, new AbortController().signal).catch(() => undefined);
  const facts = history?.kind === 'known' ? history.versions.get(version) : undefined;
  return facts !== undefined && facts.createdTime !== createdTime && facts.deletionTime !== '';
}

function isOurVersion(current: PresentSecret, ours: readonly OwnedKey[]): boolean {
  const mine = new Set(ours.map(({ key }) => key));
  const isMade = ours.every(
    ({ base, written }) =>
      base.kind === 'absent' &&
      written.version === current.version &&
      written.createdTime === current.createdTime,
  );
  return isMade && Object.keys(current.data).every((key) => mine.has(key));
}

function stateAfter(
  after: CurrentSecret,
  before: PresentSecret,
  key: string,
  { isOurs }: RemovalOptions,
): string | undefined {
  if (!hasKey(after, key) || after.kind === 'absent') return undefined;
  const value = after.data[key];
  if (typeof value !== 'string' || !isOurs(key, value)) return changed;
  return after.version === before.version ? 'It is still there' : 'Somebody else has put it back';
}
