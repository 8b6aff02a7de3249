import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  IDLE_MS,
  isGone,
  ownerText,
  readOwner,
} from '../../../../server/src/migrationStore/lock/lockOwner.ts';
import type { ProcessFacts, Processes } from '../../../../server/src/migrationStore/lock/processes.ts';
import { createProcesses } from '../../../../server/src/migrationStore/lock/processes.ts';

const self: ProcessFacts = { pid: 10, host: 'here', boot: 'b1', space: 'pid:[1]', start: '100' };
const bare: ProcessFacts = { pid: 10, host: 'here' };

function processes(starts: Readonly<Record<number, string | undefined>>, own = self): Processes {
  return { self: own, isAlive: (pid) => pid in starts, startOf: (pid) => starts[pid] };
}

describe('the owner of a lock', () => {
  test.each<[string, ProcessFacts | undefined, number, Processes, boolean]>([
    ['is there', { ...self, pid: 20, start: '7' }, 0, processes({ 20: '7' }), false],
    ['is dead', { ...self, pid: 20, start: '7' }, 0, processes({}), true],
    [
      'is dead, and its number was given to another',
      { ...self, pid: 20, start: '7' },
      0,
      processes({ 20: '8' }),
      true,
    ],
    ['is this process', self, 0, processes({ 10: '100' }), false],
    ['was before a restart of the machine', { ...self, boot: 'b0' }, 0, processes({ 10: '100' }), true],
    ['is on another machine', { ...self, host: 'there', boot: 'b2' }, 10 * IDLE_MS, processes({}), false],
    [
      'is on another machine that says no more',
      { pid: 20, host: 'there' },
      10 * IDLE_MS,
      processes({}),
      false,
    ],
    [
      'is here, under another name of the machine',
      { ...self, host: 'there' },
      0,
      processes({ 10: '100' }),
      false,
    ],
    [
      'was here, under another name of the machine',
      { ...self, host: 'there', pid: 20 },
      0,
      processes({}),
      true,
    ],
    [
      'is in another container, and busy',
      { ...self, pid: 20, space: 'pid:[2]' },
      IDLE_MS - 1,
      processes({}),
      false,
    ],
    [
      'is in another container, and idle',
      { ...self, pid: 20, space: 'pid:[2]' },
      IDLE_MS + 1,
      processes({}),
      true,
    ],
    ['cannot be read, and is new', undefined, IDLE_MS - 1, processes({}), false],
    ['cannot be read, and is old', undefined, IDLE_MS + 1, processes({}), true],
    ['is there, where no more is known', { ...bare, pid: 20 }, 0, processes({ 20: undefined }, bare), false],
    ['is dead, where no more is known', { ...bare, pid: 20 }, 0, processes({}, bare), true],
    ['has a time in the future', undefined, -1e12, processes({}), false],
  ])('%s', (_, owner, idleMs, world, gone) => {
    expect(isGone(owner, idleMs, world)).toBe(gone);
  });

  test('comes back as it was written', () => {
    for (const facts of [self, bare, createProcesses().self])
      expect(readOwner(ownerText(facts))).toStrictEqual(facts);
  });

  test.each([
    '',
    '{',
    'null',
    '[]',
    '{"pid":0,"host":"a"}',
    '{"pid":-1,"host":"a"}',
    '{"pid":1.5,"host":"a"}',
    '{"pid":1,"host":"a","b":1}',
    '{"pid":4294967296,"host":"a"}',
  ])('is nobody who could be asked for: %s', (text) => expect(readOwner(text)).toBeUndefined());

  test('is read without an error, whatever is in the lock', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void readOwner(text)));
  });
});

describe('the processes of this machine', () => {
  const here = createProcesses();

  test('know this one', () => {
    expect(here.self.pid).toBe(process.pid);
    expect(here.isAlive(process.pid)).toBe(true);
    expect(here.startOf(process.pid)).toBe(here.self.start);
  });

  test('know that nobody has a number that is not given', () => {
    expect(here.isAlive(0x7fff_fffe)).toBe(false);
    expect(here.startOf(0x7fff_fffe)).toBeUndefined();
  });

  test('tell more than host and number on Linux', (context) => {
    if (process.platform !== 'linux') return context.skip('this system has no /proc');
    expect(here.self.boot).toMatch(/^[0-9a-f-]{36}$/);
    expect(here.self.space).toMatch(/^pid:\[\d+\]$/);
    expect(here.self.start).toMatch(/^\d+$/);
  });
});
