import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { nodeDisk } from '../../../../server/src/migrationStore/nodeDisk.ts';
import type { RunDisk, RunHandle } from '../../../../server/src/migrationStore/runDisk.ts';
import { maxBytes } from '../../../../server/src/scan/files/readText.ts';
import { faultyDisk } from '../../../support/faultyDisk.ts';
import { AFTER, BEFORE, changeOf, FileWorld } from './fileWorld.ts';

const REPLACED = { kind: 'replaced' };
const isPosix = process.platform !== 'win32';
const isRoot = process.geteuid?.() === 0;
/** An ordinary user of any Linux or macOS: `nobody`. */
const NOBODY = 65_534;

describe('a replacement', () => {
  test('puts the new text in the place of the old, and leaves nothing else', async () => {
    const world = new FileWorld();
    expect(await world.replace()).toEqual(REPLACED);
    expect(world.text()).toBe(AFTER);
    expect(world.names()).toEqual(['app.yaml']);
  });

  test('is on disk before it has the name, and the name before it is told', async () => {
    const world = new FileWorld();
    chmodSync(world.path, 0o644);
    const calls: string[] = [];
    const disk = faultyDisk(nodeDisk, ({ name, path }) => {
      if (path !== world.path) calls.push(name);
      return undefined;
    });
    await world.replace(changeOf(BEFORE), disk);
    const last = calls.slice(calls.indexOf('handle.write'));
    const changing = last.filter((name) => !/facts|mayWrite|realPath/.test(name));
    const ofFile = ['handle.write', ...(isPosix ? ['handle.setMode'] : []), 'handle.sync', 'handle.close'];
    expect(changing).toEqual([...ofFile, 'rename', 'openFolder', 'handle.sync', 'handle.close']);
  });

  test.each([
    ['a byte order mark', '\ufeff'],
    ['nothing', ''],
  ])('keeps %s and line ends', async (_, mark) => {
    const before = BEFORE.replaceAll('\n', '\r\n');
    const world = new FileWorld(mark + before);
    expect(await world.replace(changeOf(before))).toEqual(REPLACED);
    expect(readFileSync(world.path)).toEqual(Buffer.from(mark + AFTER.replaceAll('\n', '\r\n')));
  });

  test.each([0o600, 0o640, 0o644, 0o755, 0o664, 0o200 | 0o400 | 0o1000])(
    'keeps the mode %o',
    async (mode) => {
      const world = new FileWorld();
      chmodSync(world.path, mode);
      const { mode: before } = statSync(world.path);
      expect(await world.replace()).toEqual(REPLACED);
      expect(statSync(world.path).mode).toBe(before);
    },
  );

  test('is for this user alone until it has the name', async (context) => {
    if (!isPosix) return context.skip('this system has no modes');
    const world = new FileWorld();
    chmodSync(world.path, 0o644);
    const modes: number[] = [];
    const disk = faultyDisk(nodeDisk, ({ name, path }) => {
      if (name === 'handle.write') modes.push(statSync(path).mode & 0o777);
      return undefined;
    });
    expect(await world.replace(changeOf(BEFORE), disk)).toEqual(REPLACED);
    expect(modes).toEqual([0o600]);
  });

  test('keeps owner and group, or is refused', async (context) => {
    if (!isRoot) return context.skip('only root can give files to another user');
    const world = new FileWorld();
    chownSync(world.path, NOBODY, NOBODY);
    chmodSync(world.path, 0o2640);
    const disk = faultyDisk(nodeDisk, ({ name }) =>
      name === 'handle.setOwner' ? { acts: 'not', then: 'fails', code: 'EPERM' } : undefined,
    );
    expect(await world.replace(changeOf(BEFORE), disk)).toEqual({ kind: 'refused', problem: 'read-only' });
    expect(world.text()).toBe(BEFORE);
    expect(await world.replace()).toEqual(REPLACED);
    const { uid, gid, mode } = statSync(world.path);
    expect([uid, gid, mode & 0o7777]).toEqual([NOBODY, NOBODY, 0o2640]);
  });

  test('is refused where the system does not keep the rights', async (context) => {
    if (!isPosix) return context.skip('this system has no modes');
    const world = new FileWorld();
    chmodSync(world.path, 0o640);
    const disk = faultyDisk(nodeDisk, () => undefined);
    const careless = {
      ...nodeDisk,
      open: async (...[path, mode]: Parameters<typeof disk.open>) => {
        const handle = await disk.open(path, mode);
        return mode === 'new' ? { ...handleParts(handle), setMode: () => Promise.resolve() } : handle;
      },
    };
    expect(await world.replace(changeOf(BEFORE), careless)).toEqual({
      kind: 'refused',
      problem: 'read-only',
    });
    expect(world.text()).toBe(BEFORE);
    expect(world.names()).toEqual(['app.yaml']);
  });

  test('of three megabytes is whole, also where a write takes a part', async () => {
    const before = `${'# a line of text\n'.repeat(190_000)}${BEFORE}`;
    const world = new FileWorld(before);
    const disk = faultyDisk(nodeDisk, () => undefined);
    const slow = {
      ...nodeDisk,
      open: async (...[path, mode]: Parameters<typeof disk.open>) => {
        const handle = await disk.open(path, mode);
        return {
          ...handleParts(handle),
          write: (bytes: Uint8Array) => handle.write(bytes.subarray(0, 1_000_003)),
        };
      },
    };
    expect(await world.replace(changeOf(before), slow)).toEqual(REPLACED);
    expect(world.text()).toBe(changeOf(before).after);
  });

  test('by a link writes the file and leaves the link', async () => {
    const world = new FileWorld();
    const link = join(world.folder, 'link.yaml');
    symlinkSync('app.yaml', link);
    expect(await world.replace(changeOf(BEFORE), nodeDisk, link)).toEqual(REPLACED);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(world.text()).toBe(AFTER);
  });

  test('of a file with a very long name', async () => {
    const world = new FileWorld();
    const path = join(world.folder, `${'ü'.repeat(120)}.yaml`);
    writeFileSync(path, BEFORE);
    expect(await world.replace(changeOf(BEFORE), nodeDisk, path)).toEqual(REPLACED);
    expect(world.text(path)).toBe(AFTER);
  });
});

function handleParts(handle: RunHandle): RunHandle {
  return {
    facts: () => handle.facts(),
    read: (into) => handle.read(into),
    write: (bytes) => handle.write(bytes),
    truncate: (size) => handle.truncate(size),
    setOwner: (owner, group) => handle.setOwner(owner, group),
    setMode: (mode) => handle.setMode(mode),
    sync: () => handle.sync(),
    close: () => handle.close(),
  };
}

describe('a replacement is refused, and nothing is written', () => {
  test.each<[string, string, Partial<ReturnType<typeof changeOf>>]>([
    ['of a text that is not there', 'changed', { before: BEFORE.replace('kept', 'else') }],
    ['that is not what the edits give', 'not-applied', { after: `${AFTER}more: 1\n` }],
    ['without the edits', 'not-applied', { edits: [] }],
    ['that has no bytes', 'not-applied', changeOf(BEFORE, 'made-up-value', '\ud800')],
    ['that is no text', 'not-applied', changeOf(BEFORE, 'made-up-value', '\0')],
    ['that is too large', 'too-large', changeOf(BEFORE, 'made-up-value', 'x'.repeat(maxBytes))],
  ])('%s', async (_, problem, change) => {
    const world = new FileWorld();
    const outcome = await world.replace({ ...changeOf(BEFORE), ...change });
    expect(outcome).toEqual({ kind: 'refused', problem });
    expect(world.text()).toBe(BEFORE);
    expect(world.names()).toEqual(['app.yaml']);
  });

  /** What another program may do to the file between the plan and the run, or in the middle of it. */
  const others: readonly Interference[] = [
    ['changed', ['changed'], ({ path }) => writeFileSync(path, 'a: 1\n')],
    [
      'changed to the same length',
      ['changed'],
      ({ path }) => writeFileSync(path, BEFORE.replace('kept', 'else')),
    ],
    ['given another text', ['changed'], (world) => replacedBy(world, 'a: 1\n')],
    ['deleted', ['missing', 'changed'], ({ path }) => rmSync(path)],
    ['made a link to elsewhere', ['outside', 'changed', 'unreadable'], linkedOut],
    ['made a folder', ['unreadable', 'changed'], folder],
    ['given another name', ['linked'], ({ path, outside }) => linkSync(path, join(outside, 'other'))],
    ['made read-only', ['read-only'], ({ path }) => chmodSync(path, 0o444)],
    ...(isPosix ? [['made a pipe', ['unreadable', 'changed'], pipe] as const] : []),
  ];

  test.each(others)('when the file was %s before', async (_, problems, act) => {
    const world = new FileWorld();
    act(world);
    const there = contentOf(world.path);
    const outcome = await world.replace();
    expect(outcome).toMatchObject({ kind: 'refused' });
    if (outcome.kind === 'refused') expect(problems).toContain(outcome.problem);
    expect(contentOf(world.path)).toBe(there);
  });

  test.each([
    ...others,
    ['touched', ['changed'], ({ path }: FileWorld) => utimesSync(path, 1, 1)] as const,
    ['given other rights', ['changed'], ({ path }: FileWorld) => chmodSync(path, 0o604)] as const,
    ['replaced by the same text', ['changed'], (world: FileWorld) => replacedBy(world, BEFORE)] as const,
  ])('when the file is %s at any call before the renaming', async (_, problems, act) => {
    const firstLook = await callsOf((disk) => new FileWorld().look(undefined, disk));
    for (let at = 0; ; at += 1) {
      const world = new FileWorld();
      const moment = { there: '', isTooLate: false };
      const disk = faultyDisk(nodeDisk, ({ index, name }) => {
        moment.isTooLate ||= name === 'rename' && index <= at;
        if (index !== at || moment.isTooLate) return undefined;
        act(world);
        moment.there = contentOf(world.path);
        return undefined;
      });
      const outcome = await world.replace(changeOf(BEFORE), disk);
      if (moment.isTooLate) break;
      // Until the first look is over, the file may as well have been like that all the time.
      if (at < firstLook && outcome.kind === 'replaced') continue;
      expect(outcome.kind).toBe('refused');
      if (outcome.kind === 'refused') expect([...problems, 'changed']).toContain(outcome.problem);
      expect(contentOf(world.path)).toBe(moment.there);
      expect(world.names().filter((name) => name.endsWith('.tmp'))).toEqual([]);
    }
  });
});

/** What is done to the file, and how it may be refused. */
type Interference = readonly [string, readonly string[], (world: FileWorld) => void];

function folder({ path }: FileWorld): void {
  rmSync(path);
  mkdirSync(path);
}

function pipe({ path }: FileWorld): void {
  rmSync(path);
  execFileSync('mkfifo', [path]);
}

function replacedBy({ path, outside }: FileWorld, text: string): void {
  writeFileSync(join(outside, 'new'), text);
  renameSync(join(outside, 'new'), path);
}

function linkedOut({ path, outside }: FileWorld): void {
  writeFileSync(join(outside, 'target.yaml'), BEFORE);
  rmSync(path);
  symlinkSync(join(outside, 'target.yaml'), path);
}

function contentOf(path: string): string {
  if (!existsSync(path)) return 'nothing';
  const stats = lstatSync(path);
  return stats.isFile() || stats.isSymbolicLink() ? readFileSync(path, 'latin1') : 'no file';
}

async function callsOf(work: (disk: RunDisk) => Promise<unknown>): Promise<number> {
  let calls = 0;
  const count = (): undefined => void (calls += 1);
  await work(faultyDisk(nodeDisk, count));
  return calls;
}
