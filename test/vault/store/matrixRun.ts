import { homedir } from 'node:os';
import { expect } from 'vitest';
import type { SignInParams } from '../../../server/src/protocol.ts';
import type { VaultConnection } from '../../../server/src/vault/connection.ts';
import { createVaultConnection } from '../../../server/src/vault/connection.ts';
import type { Canary } from '../../support/canary.ts';
import { expectNoLeak } from '../../support/canary.ts';
import type { Outcome } from '../../support/portOperations.ts';
import { operations } from '../../support/portOperations.ts';

/** Milliseconds that one try may take; the product's deadlines are 5 and 15 seconds. */
const DEADLINE_MS = 1_500;
export const PATIENCE_MS = 15_000;

/** What may come out of a call that a fault struck: typed, and never what would lead to a loss. */
const honest = new Set([
  'unreachable',
  'sealed',
  'denied',
  'not-checkable',
  'timeout',
  'tls',
  'rate-limited',
  'redirect-refused',
  'too-large',
  'bad-response',
  'server-error',
  'no-such-mount',
  'not-kv',
  'conflict',
  'unknown',
  'not-annotated',
  'none',
  'hidden',
  'not-revoked',
  'listed',
  'no-such-path',
  'ok',
]);

/** Outcomes that would say of a server that is out of order that something is so. */
const certain = new Set(['exists', 'no-such-key', 'deleted-version', 'known']);

/** Operations that meet the fault when they ask what the mount is; the others know that already. */
const cold = new Set(['describe', 'list', 'listMounts', 'mountInfo', 'readCurrent', 'identity', 'revoke']);

export interface MatrixWorld {
  /** Signs in with a token of its own: an operation may revoke it. */
  readonly params: () => Promise<SignInParams>;
  readonly mount: string;
  /** A path that is there. */
  readonly path: string;
  /** Neither its secret nor its token may come out. */
  readonly canary: Canary;
  readonly environment?: Readonly<Record<string, string>>;
  /** As {@link DEADLINE_MS}, where handshakes of many connections share a slow machine. */
  readonly deadlineMs?: number;
}

/** Puts a fault in force; the returned function ends it. */
export type Strike = () => Promise<() => Promise<void>>;

/** What the operations made of a fault. */
export interface Struck {
  readonly signIn: Outcome;
  readonly by: Readonly<Record<string, Outcome>>;
}

/** Runs every operation under one fault after the other, and keeps what came out as a table. */
export class FaultMatrix {
  readonly #rows: string[][] = [];

  /**
   * Signs in a connection for each operation, lets the fault strike, and runs them all and a sign-in. Fails where one
   * hangs, says what it cannot know, or leaks.
   */
  async run(name: string, world: MatrixWorld, strike: Strike): Promise<Struck> {
    const names = Object.keys(operations);
    const signedIn = await Promise.all(names.map((operation) => signedInConnection(world, operation)));
    const fresh = open(world);
    const params = await world.params();
    const end = await strike();
    const [signIn, ...outcomes] = await Promise.all([
      inTime(() => fresh.signIn(params).then((told) => ({ kind: told.ok ? 'ok' : told.kind, told }))),
      ...Object.values(operations).map((operation, index) =>
        inTime(() =>
          operation(
            signedIn[index] as VaultConnection,
            { mount: world.mount, path: world.path, value: world.canary.secret },
            AbortSignal.timeout(PATIENCE_MS),
          ),
        ),
      ),
    ]);
    await end();
    for (const connection of [fresh, ...signedIn]) connection.signOut();
    this.#rows.push([name, signIn.kind, ...outcomes.map(({ kind }) => kind)]);
    for (const { kind } of outcomes) {
      expect(honest).toContain(kind);
      expect(certain).not.toContain(kind);
    }
    expectNoLeak(
      world.canary,
      [signIn, ...outcomes].map(({ told }) => told),
    );
    return { signIn, by: Object.fromEntries(names.map((one, index) => [one, outcomes[index] as Outcome])) };
  }

  /** For people: a line for each fault, a column for each operation. */
  toString(): string {
    const heads = ['fault', 'signIn', ...Object.keys(operations)];
    const all = [heads, ...this.#rows];
    const widths = heads.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
    const lines = all.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
    const size = `${String(this.#rows.length)} x ${String(heads.length - 1)}`;
    return `Faults and what each operation makes of them (${size}):\n${lines.join('\n')}`;
  }
}

/** A connection that is signed out. */
export function open({ environment = {}, deadlineMs = DEADLINE_MS }: MatrixWorld): VaultConnection {
  return createVaultConnection({
    environment,
    homeDirectory: homedir(),
    now: () => Date.now(),
    userAgentVersion: '0.0.0-test',
    transport: { connectTimeoutMs: deadlineMs, totalTimeoutMs: deadlineMs },
    // A call may wait for a standby besides.
    patience: {
      rate: { limit: 10_000, burst: 10_000 },
      retryDelayMs: [5, 10],
      maxRetries: 2,
      totalTimeoutMs: deadlineMs + 1_000,
    },
  });
}

async function signedInConnection(world: MatrixWorld, operation: string): Promise<VaultConnection> {
  const connection = open(world);
  expect(await connection.signIn(await world.params())).toMatchObject({ ok: true });
  if (!cold.has(operation)) await connection.vault.mountInfo(world.mount, AbortSignal.timeout(PATIENCE_MS));
  return connection;
}

async function inTime<T>(run: () => Promise<T>): Promise<T> {
  const started = performance.now();
  const outcome = await run();
  expect(performance.now() - started).toBeLessThan(PATIENCE_MS);
  return outcome;
}
