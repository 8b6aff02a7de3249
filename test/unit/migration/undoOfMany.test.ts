import { expect, test } from 'vitest';
import type { JournalEntry, RunHeader } from '../../../server/src/migration/journal/records.ts';
import { runState, type RunState } from '../../../server/src/migration/journal/runState.ts';
import { undoRun } from '../../../server/src/migration/undo/undoRun.ts';
import { InMemoryRunFiles } from '../../support/inMemoryRunFiles.ts';
import { InMemoryRunStore } from '../../support/inMemoryRunStore.ts';
import { InMemorySecretVault } from '../../support/inMemorySecretVault.ts';

const never = new AbortController().signal;

/** A run whose files are gone, so that nothing but its own records is to be gone through. */
function stateOf(count: number): RunState {
  const entries = Array.from({ length: count }, (_, at): JournalEntry => ({
    id: `e${at}`,
    file: 0,
    document: 0,
    keyPath: ['k'],
    scalarStart: 0,
    scalarEnd: 1,
    start: 0,
    end: 1,
    line: 0,
    rule: 'password',
    target: { mount: 'secret', path: `p${at}`, key: 'k' },
    action: 'create',
    reference: `secret/p${at}#k`,
    written: `secret/p${at}#k`,
    fingerprint: '0'.repeat(64),
  }));
  const header: RunHeader = {
    type: 'run',
    format: 1,
    run: '0'.repeat(16),
    startedAt: '2026-01-01T00:00:00Z',
    origin: 'https://vault.example:8200',
    namespace: '',
    folders: [],
    kvV1RaceConfirmed: false,
    files: [{ uri: 'file:///w/gone.yaml', languageId: 'yaml' }],
    entries,
  };
  const base = { kind: 'absent', kvVersion: 2, version: 0, createdTime: '' } as const;
  const steps = entries.flatMap(({ target: { mount, path } }) => [
    { type: 'writing', mount, path, keys: ['k'], base } as const,
    { type: 'written', mount, path, version: 1, createdTime: 't', isCertain: true } as const,
  ]);
  const state = runState([header, ...steps]);
  if (!state) throw new Error('It begins with a header.');
  return state;
}

async function spent(count: number): Promise<number> {
  const state = stateOf(count);
  const run = await new InMemoryRunStore().create();
  await run.append(state.header);
  const ports = {
    vault: new InMemorySecretVault(),
    files: new InMemoryRunFiles(),
    run,
    keysOfOtherRuns: () => Promise.resolve(new Set<string>()),
  };
  const confirmRemoval = () => Promise.resolve({ isAgreed: true, finalDeletionConfirmed: true });
  const before = process.cpuUsage();
  const { keys } = await undoRun(ports, state, { confirmRemoval }, never);
  expect(keys.filter(({ status }) => status === 'kept')).toHaveLength(count);
  return process.cpuUsage(before).user / 1_000;
}

test('taking back a run of very many secrets takes time with their number, and not with its square', async () => {
  await spent(500);
  // Four times as many; what the collector of garbage takes is no less for the fewer.
  expect(await spent(20_000)).toBeLessThan(8 * (await spent(5_000)) + 100);
}, 120_000);
