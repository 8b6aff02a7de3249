import type { CurrentSecret, SecretVault } from '../../languageService/migration/secretVault.ts';
import type { SecretPath } from '../../languageService/secretStore.ts';
import { StoreError } from '../../languageService/storeError.ts';
import { pathId } from '../journal/runState.ts';
import type { Plan, PlanEntry } from '../plan/plan.ts';
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
  const paths = pathsOf(ticked);
  const seen = await looksAtFiles(files, ticked, signal);
  if (vault.origin === undefined)
    return { connection: 'not-signed-in', mounts: new Map(), paths: new Map(), files: seen };
  const mounts = await inTurn([...new Set(paths.map(({ mount }) => mount))], async (mount) => [
    mount,
    await attempt(() => vault.mountInfo(mount, signal), signal),
  ]);
  const usable = paths.filter(
    ({ mount }) => !hasFailed(new Map(mounts).get(mount) ?? { failed: 'no-such-mount' }),
  );
  const rights = await attempt(() => vault.rights(usable, signal), signal);
  const looks = await inTurn([...usable.entries()], async ([index, secret]) => [
    pathId(secret),
    {
      ...(await lookAtPath(vault, secret, signal)),
      rights: hasFailed(rights) ? undefined : rights[index],
    } satisfies PathLook,
  ]);
  return { connection: 'ready', mounts: new Map(mounts), paths: new Map(looks), files: seen };
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
  return new Map(await inTurn(uris, async (uri) => [uri, await files.look(uri, signal)]));
}

async function lookAtPath(
  vault: SecretVault,
  secret: SecretPath,
  signal: AbortSignal,
): Promise<Omit<PathLook, 'rights'>> {
  const current = await attempt(() => vault.readCurrent(secret, signal), signal);
  if (hasFailed(current) || !hasVersions(current)) return { current };
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

/** Answers in the order of the items; a few are asked for at a time. */
async function inTurn<T, R>(items: readonly T[], ask: (item: T) => Promise<R>): Promise<R[]> {
  const answers: R[] = [];
  for (let start = 0; start < items.length; start += AT_ONCE) {
    answers.push(...(await Promise.all(items.slice(start, start + AT_ONCE).map(ask))));
  }
  return answers;
}
