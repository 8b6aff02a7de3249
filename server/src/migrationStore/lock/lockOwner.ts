import * as v from 'valibot';
import type { ProcessFacts, Processes } from './processes.ts';

/** How long an owner that this process cannot see may have done nothing before its lock is taken for left behind. */
export const IDLE_MS = 10 * 60_000;

const fact = v.exactOptional(v.pipe(v.string(), v.minLength(1), v.maxLength(100)));

const ownerSchema = v.strictObject({
  pid: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(0x7fff_ffff)),
  host: v.pipe(v.string(), v.maxLength(300)),
  boot: fact,
  space: fact,
  start: fact,
});

/** Reads what a lock says of its owner; undefined for what is no such thing. Never throws. */
export function readOwner(text: string): ProcessFacts | undefined {
  try {
    const result = v.safeParse(ownerSchema, JSON.parse(text));
    return result.success ? result.output : undefined;
  } catch {
    return undefined;
  }
}

export function ownerText({ pid, host, boot, space, start }: ProcessFacts): string {
  return JSON.stringify({ pid, host, boot, space, start });
}

/**
 * Whether the owner of a lock is gone. A lock of another machine is never given up, as nobody here can know. `idleMs`: since
 * the lock was made or last used; it decides where the owner is in another container or cannot be read.
 */
export function isGone(owner: ProcessFacts | undefined, idleMs: number, processes: Processes): boolean {
  if (!owner) return idleMs > IDLE_MS;
  const { self } = processes;
  const isSameBoot = bothSay(owner.boot, self.boot) ? owner.boot === self.boot : undefined;
  // A container has a host name of its own, and a computer may get another one in another network.
  if (isSameBoot !== true && owner.host !== self.host) return false;
  if (isSameBoot === false) return true;
  if (owner.space !== self.space) return idleMs > IDLE_MS;
  return !isRunning(owner, processes);
}

function isRunning({ pid, start }: ProcessFacts, processes: Processes): boolean {
  if (!processes.isAlive(pid)) return false;
  const now = processes.startOf(pid);
  return !bothSay(start, now) || start === now;
}

function bothSay(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined;
}
