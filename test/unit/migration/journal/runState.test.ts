import { describe, expect, test } from 'vitest';
import type { JournalRecord, RunHeader } from '../../../../server/src/migration/journal/records.ts';
import { runState } from '../../../../server/src/migration/journal/runState.ts';

const header: RunHeader = {
  type: 'run',
  format: 1,
  run: '0'.repeat(16),
  startedAt: '2026-01-01T00:00:00Z',
  origin: 'https://vault.example:8200',
  namespace: '',
  folders: [],
  kvV1RaceConfirmed: false,
  files: [],
  entries: [],
};
const one = { mount: 'secret', path: 'one' };
const two = { mount: 'secret', path: 'two' };

function writing(secret: typeof one, key: string): JournalRecord {
  const base = { kind: 'absent', kvVersion: 2, version: 0, createdTime: '' } as const;
  return { type: 'writing', ...secret, keys: [key], base };
}

function written(secret: typeof one, version: number): JournalRecord {
  return { type: 'written', ...secret, version, createdTime: 't', isCertain: true };
}

describe('the state of a run', () => {
  test('settles the last write of a path, and no other', () => {
    const steps = [writing(one, 'a'), writing(two, 'b'), writing(one, 'c'), written(one, 2)];
    const state = runState([header, ...steps, { type: 'not-written', ...two }]);
    expect(state?.writes.map(({ keys, outcome }) => [keys[0], outcome.kind])).toEqual([
      ['a', 'unknown'],
      ['b', 'not-written'],
      ['c', 'written'],
    ]);
  });

  test('takes no notice of an outcome without a write', () => {
    expect(runState([header, written(one, 1), writing(one, 'a')])?.writes).toMatchObject([
      { outcome: { kind: 'unknown' } },
    ]);
  });

  test('is told of a journal of the largest size before anybody waits, whatever its order', () => {
    const begun = Array.from({ length: 99_000 }, () => writing(one, 'a'));
    const ended = Array.from({ length: 99_000 }, () => written(two, 1));
    const start = performance.now();
    expect(runState([header, ...begun, ...ended])?.writes).toHaveLength(99_000);
    expect(performance.now() - start).toBeLessThan(5_000);
  }, 60_000);
});
