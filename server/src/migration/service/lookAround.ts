import type { CurrentSecret, MountInfo, SecretVault } from '../../languageService/migration/secretVault.ts';
import type { SecretPath } from '../../languageService/secretStore.ts';
import { StoreError } from '../../languageService/storeError.ts';
import { pathId } from '../journal/runState.ts';
import type { Plan, PlanEntry } from '../plan/plan.ts';
import { isFarFromFull } from '../preflight/versionRoom.ts';
import { type FailedLook, hasFailed, type Looks, type PathLook } from '../preflight/looks.ts';
import type { FileLook, RunFiles } from '../runFiles.ts';

/** Looks at a time: a server's limit of requests is kept further down. */
const AT_ONCE = 8;

/**
 * Looks at all that a plan's ticked entries touch, in Vault and on disk; nothing is written. A path that is there is asked
 * for its history, since another version of it may purge the oldest one.
 * @throws only the signal's reason.
 */
export async function lookAround(
  { vault, files }: { readonly vault: SecretVault; readonly files: RunFiles },
  plan: Plan,
  signal: AbortSignal,
): Promise<Looks> {
  const ticked = plan.entries.filter(({ id, isOn }) => isOn && plan.moves.has(id));
  const seen = await looksAtFiles(files, ticked, signal);
  if (vault.origin === undefined)
    return { connection: 'not-signed-in', mounts: new Map(), paths: new Map(), files: seen };
  const paths = pathsOf(ticked);
  const names = [...new Set(paths.map(({ mount }) => mount))];
  const mounts = await lookAll(names, (mount) => attempt(() => vault.mountInfo(mount, signal), signal));
  const looks = await lookAtPaths(vault, paths, mounts, signal);
  return {
    connection: 'ready',
    mounts,
    paths: new Map([...looks].map(([secret, look]) => [pathId(secret), look])),
    files: seen,
  };
}

async function lookAtPaths(
  vault: SecretVault,
  paths: readonly SecretPath[],
  mounts: Looks['mounts'],
  signal: AbortSignal,
): Promise<ReadonlyMap<SecretPath, PathLook>> {
  const usable = paths.filter(({ mount }) => isMount(mounts.get(mount)));
  const answer = await attempt(() => vault.rights(usable, signal), signal);
  const rights = new Map(
    usable.map((secret, index) => [secret, hasFailed(answer) ? undefined : answer[index]]),
  );
  return lookAll(usable, async (secret) => ({
    ...(await lookAtPath(vault, secret, mounts.get(secret.mount), signal)),
    rights: rights.get(secret),
  }));
}

function isMount(look: MountInfo | FailedLook | undefined): look is MountInfo {
  return look !== undefined && !hasFailed(look);
}

function pathsOf(entries: readonly PlanEntry[]): readonly SecretPath[] {
  const paths = new Map(
    entries.map(({ target: { mount, path } }) => [pathId({ mount, path }), { mount, path }]),
  );
  return [...paths.values()];
}

async function looksAtFiles(
  files: RunFiles,
  entries: readonly PlanEntry[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, FileLook>> {
  const uris = [...new Set(entries.map(({ uri }) => uri))];
  return lookAll(uris, (uri) => files.look(uri, signal));
}

async function lookAtPath(
  vault: SecretVault,
  secret: SecretPath,
  mount: MountInfo | FailedLook | undefined,
  signal: AbortSignal,
): Promise<Omit<PathLook, 'rights'>> {
  const current = await attempt(() => vault.readCurrent(secret, signal), signal);
  if (hasFailed(current) || !hasVersions(current)) return { current };
  if (isMount(mount) && isFarFromFull(current, mount)) return { current };
  return { current, history: await attempt(() => vault.history(secret, signal), signal) };
}

/** Deleted ones count: a new version may purge one that could still be brought back. */
function hasVersions(current: CurrentSecret): boolean {
  return current.kvVersion === 2 && (current.kind === 'present' || current.cas > 0);
}

async function attempt<T extends object>(
  look: () => Promise<T>,
  signal: AbortSignal,
): Promise<T | FailedLook> {
  try {
    return await look();
  } catch (error) {
    signal.throwIfAborted();
    return { failed: error instanceof StoreError ? error.kind : 'bad-response' };
  }
}

/** Looks at all items, a few at a time. */
async function lookAll<T, R>(items: readonly T[], look: (item: T) => Promise<R>): Promise<ReadonlyMap<T, R>> {
  const answers = new Map<T, R>();
  for (let start = 0; start < items.length; start += AT_ONCE) {
    const some = items.slice(start, start + AT_ONCE);
    const found = await Promise.all(some.map(look));
    found.forEach((answer, index) => answers.set(some[index] as T, answer));
  }
  return answers;
}
