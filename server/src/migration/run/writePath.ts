import { hasUnsafeNumber } from '../../languageService/migration/unsafeNumber.ts';
import { failureWords } from '../../languageService/migration/messages.ts';
import { selfDeletion } from '../../languageService/migration/readBack.ts';
import type {
  CurrentSecret,
  MountInfo,
  SecretVault,
  VaultErrorKind,
  WriteReceipt,
} from '../../languageService/migration/secretVault.ts';
import type { SecretPath } from '../../languageService/secretStore.ts';
import { StoreError } from '../../languageService/storeError.ts';
import type { WriteBase } from '../journal/records.ts';
import { compareHistory } from './compareHistory.ts';
import { compareKeys } from './keyComparison.ts';
import type { RunPorts } from './runPorts.ts';

/** The values that a run has for one path. */
export interface PathValues {
  readonly secret: SecretPath;
  readonly values: ReadonlyMap<string, string>;
}

/** A path of which every key is in Vault, or refused with a reason that begins a sentence. */
export interface WrittenPath extends PathValues {
  /** The keys that are there, with our values, as far as the answers went. */
  readonly stored: readonly string[];
  /** Of them, those that this run has written. */
  readonly written: readonly string[];
  readonly refused: ReadonlyMap<string, string>;
  /** The server said of what was written that it will delete it by itself. */
  readonly deletesItself?: boolean;
  /** What the last write of this run was based on and made; absent when nothing had to be written. */
  readonly write?: { readonly base: CurrentSecret; readonly receipt: WriteReceipt };
}

export interface WriteOptions {
  /** The path as it was seen before; it is read when absent. */
  readonly known: CurrentSecret | undefined;
  readonly mount: MountInfo;
  readonly kvV1RaceConfirmed: boolean;
}

/** Others may add their keys to the same path at the same time; after so many tries, something else is going on. */
const MAX_TRIES = 4;

/**
 * Puts all keys of a path into Vault in one write with check-and-set, telling the journal before and after. A key that
 * holds another value is refused, one that holds the same is left alone. A base that has become stale is read again.
 * @throws JournalError, or the signal's reason; every failure of Vault is an answer.
 */
export async function writePath(
  ports: RunPorts,
  path: PathValues,
  options: WriteOptions,
  signal: AbortSignal,
): Promise<WrittenPath> {
  let known = options.known;
  for (let tries = 1; ; tries += 1) {
    const result = await tryOnce(ports, path, { ...options, known }, signal);
    if (result !== 'stale') return result;
    if (tries === MAX_TRIES) return refuseAll(path, failureWords(new StoreError('conflict', '')));
    known = undefined;
  }
}

async function tryOnce(
  ports: RunPorts,
  path: PathValues,
  options: WriteOptions,
  signal: AbortSignal,
): Promise<WrittenPath | 'stale'> {
  let base: CurrentSecret;
  try {
    base = options.known ?? (await ports.vault.readCurrent(path.secret, signal));
  } catch (error) {
    signal.throwIfAborted();
    return refuseAll(path, failureWords(error));
  }
  const { missing, held, taken } = compareKeys(base, path.values);
  const refused = new Map(
    taken.map((key) => [key, 'The key already holds another value, which is never overwritten']),
  );
  const left = (because: string): WrittenPath => ({
    ...path,
    stored: held,
    written: [],
    refused: withAll(refused, missing.keys(), because),
  });
  if (missing.size === 0) return { ...path, stored: held, written: [], refused };
  const problem = baseProblem(base, options.kvV1RaceConfirmed);
  if (problem !== undefined) return left(problem);
  const history = await compareHistory(
    ports.vault,
    { secret: path.secret, base, mount: options.mount },
    signal,
  );
  if (history.kind === 'stale') return 'stale';
  if (history.kind === 'refused') return left(history.because);
  const receipt = await write(ports, { ...path, values: missing }, base, signal);
  if (receipt === 'stale') return receipt;
  if (typeof receipt === 'string') return left(receipt);
  if (receipt.deletionTime !== '') return { ...left(selfDeletion), deletesItself: true };
  const covered = await coveredProblem(ports.vault, path.secret, base, signal);
  if (covered !== undefined) return { ...left(covered), write: { base, receipt } };
  const written = [...missing.keys()];
  return { ...path, stored: [...held, ...written], written, refused, write: { base, receipt } };
}

/**
 * Whether a write above a deleted version has covered what somebody else put there meanwhile: who undeletes it, or deletes
 * the path for good and makes it again, has the same number of versions, which check-and-set cannot tell apart. Theirs stays readable
 * as that version. @throws only the signal's reason.
 */
async function coveredProblem(
  vault: SecretVault,
  secret: SecretPath,
  base: CurrentSecret,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (base.kind === 'present' || base.kvVersion === 1 || base.cas === 0) return undefined;
  try {
    const below = await vault.readVersion(secret, base.cas, signal);
    if (below.kind === 'absent') return undefined;
    return `Somebody else brought the path back while it was written, and what they put there is version ${base.cas} now`;
  } catch (error) {
    signal.throwIfAborted();
    return failureWords(error);
  }
}

/** Why keys cannot be added to a path as it is. */
function baseProblem(base: CurrentSecret, kvV1RaceConfirmed: boolean): string | undefined {
  if (base.kvVersion === 1) {
    if (base.kind === 'present') return 'KV v1 has no check-and-set, so an existing path is not changed';
    return kvV1RaceConfirmed ? undefined : 'KV v1 has no check-and-set; confirm that first';
  }
  if (base.kind === 'absent' || !hasUnsafeNumber(base.data)) return undefined;
  return 'The path holds a number that is too large to be kept exactly when a key is added';
}

/** The receipt, `stale`, or why nothing is known to be written. */
async function write(
  { vault, run }: RunPorts,
  { secret, values }: PathValues,
  base: CurrentSecret,
  signal: AbortSignal,
): Promise<WriteReceipt | string> {
  signal.throwIfAborted();
  await run.append({ type: 'writing', ...secret, keys: [...values.keys()], base: asWriteBase(base) });
  let receipt: WriteReceipt;
  try {
    receipt = await vault.writeKeys({ secret, values, base, isCompared: true }, signal);
  } catch (error) {
    if (!(error instanceof StoreError) || !notDone.has(error.kind)) {
      signal.throwIfAborted();
      return failureWords(error);
    }
    await run.append({ type: 'not-written', ...secret });
    return error.kind === 'conflict' ? 'stale' : failureWords(error);
  }
  const { version, createdTime, isRecovered = false } = receipt;
  await run.append({ type: 'written', ...secret, version, createdTime, isCertain: !isRecovered });
  return receipt;
}

/** Answers after which nothing can have been written. */
const notDone: ReadonlySet<VaultErrorKind> = new Set<VaultErrorKind>([
  'bad-path',
  'conflict',
  'denied',
  'namespace',
  'no-such-mount',
  'not-kv',
  'not-signed-in',
  'rate-limited',
  'redirect-refused',
  'sealed',
  'tls',
  'too-large',
]);

function asWriteBase(base: CurrentSecret): WriteBase {
  const { kind, kvVersion } = base;
  if (base.kind === 'absent') return { kind, kvVersion, version: base.cas, createdTime: '' };
  return { kind, kvVersion, version: base.version, createdTime: base.createdTime };
}

function refuseAll(path: PathValues, because: string): WrittenPath {
  return { ...path, stored: [], written: [], refused: withAll(new Map(), path.values.keys(), because) };
}

function withAll(
  reasons: ReadonlyMap<string, string>,
  keys: Iterable<string>,
  because: string,
): ReadonlyMap<string, string> {
  const all = new Map(reasons);
  for (const key of keys) all.set(key, because);
  return all;
}
