import { onTestFinished } from 'vitest';
import type { RunDisk, RunHandle } from '../../server/src/migrationStore/runDisk.ts';

/** A call on the disk: of the disk itself, or of an open file (`handle.write`). */
export interface DiskCall {
  readonly name: string;
  /** The path it is about; of a handle, the one it was opened with. */
  readonly path: string;
  /** Number of the call since the disk was made, from 0. */
  readonly index: number;
}

/** What becomes of a call; `half`: a write that takes a part only, and then fails or never answers. */
export interface Fate {
  readonly acts: 'not' | 'half' | 'fully';
  readonly then: 'fails' | 'dies';
  /** Of the failure. */
  readonly code?: string;
}

type Decide = (call: DiskCall) => Fate | undefined | Promise<undefined>;
type Act = () => Promise<unknown>;

/** An error as the file system has it. */
export function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: made up for a test, open '/secret/place'`), { code });
}

/**
 * The disk of this machine, of which any call may fail, or never answer, as when the process is killed there; then its files
 * are closed, and no later call answers. `decide` may also act as another program before the call.
 */
export function faultyDisk(disk: RunDisk, decide: Decide, onDeath: () => void = () => undefined): RunDisk {
  const open = new Set<Pick<RunHandle, 'close'>>();
  const closeAll = async (): Promise<void> => {
    for (const handle of open) await handle.close().catch(() => undefined);
  };
  onTestFinished(closeAll);
  let calls = 0;
  let isDead = false;
  const meet = async (name: string, path: string, act: Act, half?: Act): Promise<unknown> => {
    const fate = isDead ? DEAD : await decide({ name, path, index: calls++ });
    if (!fate) return act();
    // Else only this process would learn what was not closed.
    if (fate.acts === 'fully' || name === 'handle.close') await act();
    if (fate.acts === 'half') await half?.();
    if (fate.then === 'fails') throw systemError(fate.code ?? 'EIO');
    isDead = true;
    await closeAll();
    onDeath();
    return new Promise<never>(() => undefined);
  };
  return wrapped(disk, (name, [path], act) => {
    const opened = typeof path === 'string' ? path : '';
    if (!name.startsWith('open')) return meet(name, opened, act);
    return meet(name, opened, async () => {
      const handle = (await act()) as RunHandle;
      open.add(handle);
      return faultyHandle(handle, opened, meet);
    });
  });
}

const DEAD: Fate = { acts: 'not', then: 'dies' };

function faultyHandle(
  handle: RunHandle,
  path: string,
  meet: (name: string, path: string, act: Act, half?: Act) => Promise<unknown>,
): RunHandle {
  return wrapped(handle, (name, [bytes], act) => {
    const half = async (): Promise<unknown> =>
      name === 'write' && bytes instanceof Uint8Array
        ? handle.write(bytes.subarray(0, bytes.length >> 1))
        : undefined;
    return meet(`handle.${name}`, path, act, half);
  });
}

type Wrap = (name: string, parameters: readonly unknown[], act: Act) => Promise<unknown>;

function wrapped<T extends object>(target: T, wrap: Wrap): T {
  return new Proxy(target, {
    get(_, name) {
      const method = Reflect.get(target, name) as unknown;
      if (typeof method !== 'function' || typeof name !== 'string') return method;
      return (...parameters: unknown[]) =>
        wrap(name, parameters, () => Reflect.apply(method, target, parameters) as Promise<unknown>);
    },
  });
}
