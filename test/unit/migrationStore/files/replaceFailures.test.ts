import { chmodSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FileOutcome } from '../../../../server/src/migration/runFiles.ts';
import { nodeDisk } from '../../../../server/src/migrationStore/nodeDisk.ts';
import { createCanary, expectNoLeak } from '../../../support/canary.ts';
import type { Fate } from '../../../support/faultyDisk.ts';
import { faultyDisk } from '../../../support/faultyDisk.ts';
import { AFTER, BEFORE, changeOf, FileWorld } from './fileWorld.ts';

const isFull = process.env['VAULT_REFS_TEST_FULL'] === '1';
const SIBLING = /^\.app\.yaml\.vault-refs-[0-9a-f]{16}\.tmp$/;

interface End {
  readonly world: FileWorld;
  readonly outcome: FileOutcome | 'dead';
  /** The call that failed. */
  readonly name: string;
}

/** Replaces a file again and again, and has one call after the other end badly. */
async function everyCall(
  fate: Fate,
  check: (end: End) => void | Promise<void>,
  change = changeOf(BEFORE),
): Promise<number> {
  for (let at = 0; ; at += 1) {
    const world = new FileWorld(`\ufeff${change.before}`);
    chmodSync(world.path, 0o640);
    let name = '';
    let died: (how: 'dead') => void = () => undefined;
    const death = new Promise<'dead'>((resolve) => (died = resolve));
    const decide = (call: { readonly name: string; readonly index: number }): Fate | undefined => {
      if (call.index === at) ({ name } = call);
      return call.index === at ? fate : undefined;
    };
    const disk = faultyDisk(nodeDisk, decide, () => died('dead'));
    const outcome = await Promise.race([world.replace(change, disk), death]);
    if (name === '') return at;
    await check({ world, outcome, name });
  }
}

function expectWhole(world: FileWorld, change = changeOf(BEFORE)): 'before' | 'after' {
  const now = readFileSync(world.path);
  const isBefore = now.equals(Buffer.from(`\ufeff${change.before}`));
  if (!isBefore) expect(now).toEqual(Buffer.from(`\ufeff${change.after}`));
  expect(statSync(world.path).mode & 0o777).toBe(0o640);
  return isBefore ? 'before' : 'after';
}

describe('a process that dies at any call', () => {
  test.each<Fate['acts']>(['not', 'half', 'fully'])(
    'leaves the file as it was or as it shall be (%s done)',
    async (acts) => {
      const seen = new Set<string>();
      const calls = await everyCall({ acts, then: 'dies' }, async ({ world }) => {
        const now = expectWhole(world);
        seen.add(now);
        const left = world.names().filter((name) => name !== 'app.yaml');
        expect(left.length).toBeLessThanOrEqual(1);
        for (const name of left) {
          seen.add('left');
          expect(name).toMatch(SIBLING);
          expect(readFileSync(join(world.folder, name), 'utf8')).not.toContain('made-up-value');
        }
        // What is left goes when the file is replaced the next time.
        const again = now === 'before' ? changeOf(BEFORE) : changeOf(AFTER, 'kept', 'still kept');
        expect(await world.replace(again)).toEqual({ kind: 'replaced' });
        expect(world.names()).toEqual(['app.yaml']);
      });
      expect(calls).toBeGreaterThan(20);
      expect([...seen].sort()).toEqual(['after', 'before', 'left']);
    },
  );

  test('leaves any text whole', async () => {
    const letters = fc.string({
      unit: fc.constantFrom('a', 'ü', '\u{1f511}', '\r\n', ' '),
      maxLength: 3_000,
    });
    await fc.assert(
      fc.asyncProperty(letters, letters, async (start, end) => {
        const change = changeOf(`${start}made-up-value${end}`);
        await everyCall(
          { acts: 'half', then: 'dies' },
          ({ world }) => void expectWhole(world, change),
          change,
        );
      }),
      isFull ? { numRuns: 300 } : { numRuns: 2, seed: 8 },
    );
  });
});

describe('a disk that fails at any call', () => {
  test.each<[Fate['acts'], string]>([
    ['not', 'ENOSPC'],
    ['half', 'ENOSPC'],
    ['not', 'EIO'],
    ['not', 'EROFS'],
    ['fully', 'EIO'],
  ])('is told as it is, and the file is whole (%s done, %s)', async (acts, code) => {
    await everyCall({ acts, then: 'fails', code }, ({ world, outcome, name }) => {
      if (outcome === 'dead') throw new Error('Nobody died.');
      const now = expectWhole(world);
      if (outcome.kind !== 'unclear') expect(now).toBe(outcome.kind === 'replaced' ? 'after' : 'before');
      if (name !== 'remove') expect(world.names()).toEqual(['app.yaml']);
      expectNoLeak({ secret: 'made-up-value', token: '/secret/place' }, outcome);
    });
  });

  test.each([
    ['handle.write', 'ENOSPC', 'no-room'],
    ['handle.write', 'EDQUOT', 'no-room'],
    ['handle.sync', 'ENOSPC', 'no-room'],
    ['handle.write', 'EFBIG', 'no-room'],
    ['handle.setMode', 'EPERM', 'read-only'],
    ['rename', 'EACCES', 'read-only'],
    ['rename', 'EBUSY', 'not-applied'],
    ['handle.write', 'EIO', 'not-applied'],
  ])('%s with %s is %s', async (call, code, problem) => {
    const world = new FileWorld();
    chmodSync(world.path, 0o640);
    const disk = faultyDisk(nodeDisk, ({ name }) =>
      name === call ? { acts: 'half', then: 'fails', code } : undefined,
    );
    expect(await world.replace(changeOf(BEFORE), disk)).toEqual({ kind: 'refused', problem });
    expect(world.text()).toBe(BEFORE);
    expect(world.names()).toEqual(['app.yaml']);
  });

  test('that has renamed the file and says that it has not is seen through', async () => {
    const world = new FileWorld();
    const disk = faultyDisk(nodeDisk, ({ name }) =>
      name === 'rename' ? { acts: 'fully', then: 'fails', code: 'EIO' } : undefined,
    );
    expect(await world.replace(changeOf(BEFORE), disk)).toEqual({ kind: 'replaced' });
    expect(world.text()).toBe(AFTER);
  });

  test('that may lose the new name is unclear, and one that has no such thing is not', async () => {
    for (const [code, kind] of [
      ['EIO', 'unclear'],
      ['EINVAL', 'replaced'],
    ] as const) {
      const disk = faultyDisk(nodeDisk, ({ name }) =>
        name === 'openFolder' ? { acts: 'not', then: 'fails', code } : undefined,
      );
      const world = new FileWorld();
      expect(await world.replace(changeOf(BEFORE), disk)).toEqual({ kind });
      expect(world.text()).toBe(AFTER);
    }
  });
});

describe('what stands beside a file', () => {
  test('stays, unless a crash of ours has left it', async () => {
    const world = new FileWorld();
    const left = '.app.yaml.vault-refs-0123456789abcdef.tmp';
    const others = [
      '.app.yaml.vault-refs-0123456789abcdef.tmp.bak',
      '.app.yaml.vault-refs-.tmp',
      '.app.yaml.vault-refs-0123456789ABCDEF.tmp',
      '.other.yaml.vault-refs-0123456789abcdef.tmp',
      'app.yaml.vault-refs-0123456789abcdef.tmp',
      'app.yaml.tmp',
    ];
    symlinkSync('app.yaml.tmp', join(world.folder, '.app.yaml.vault-refs-1111111111111111.tmp'));
    for (const act of [() => world.tidy(), () => world.replace()]) {
      for (const name of [left, ...others]) writeFileSync(join(world.folder, name), 'text');
      await act();
      expect(world.names()).toEqual(
        [...others, '.app.yaml.vault-refs-1111111111111111.tmp', 'app.yaml'].sort(),
      );
    }
    expect(world.text()).toBe(AFTER);
  });

  test('is left alone outside of the folders', async () => {
    const world = new FileWorld();
    const left = join(world.outside, '.app.yaml.vault-refs-0123456789abcdef.tmp');
    writeFileSync(left, 'text');
    await world.tidy(join(world.outside, 'app.yaml'));
    expect(world.text(left)).toBe('text');
  });

  test('is never written through', async () => {
    const world = new FileWorld();
    const victim = join(world.outside, 'victim');
    writeFileSync(victim, 'precious');
    const disk = faultyDisk(nodeDisk, ({ name, path }) => {
      // Somebody has foreseen the name.
      if (name === 'open' && path.endsWith('.tmp')) symlinkSync(victim, path);
      return undefined;
    });
    expect(await world.replace(changeOf(BEFORE), disk)).toMatchObject({ kind: 'refused' });
    expect(readFileSync(victim, 'utf8')).toBe('precious');
    expect(world.text()).toBe(BEFORE);
  });

  test('that takes the place of ours before it is renamed makes the outcome unclear', async () => {
    const world = new FileWorld();
    const disk = faultyDisk(nodeDisk, ({ name, path }) => {
      if (name === 'rename') {
        writeFileSync(`${path}.new`, 'foreign');
        return nodeDisk.rename(`${path}.new`, path).then(() => undefined);
      }
      return undefined;
    });
    expect(await world.replace(changeOf(BEFORE), disk)).toEqual({ kind: 'unclear' });
  });
});

test('no outcome tells anything of the text', async () => {
  const canary = createCanary();
  const world = new FileWorld(`password: ${canary.secret}\n`);
  const change = changeOf(`password: ${canary.secret}\n`, canary.secret);
  for (const one of [change, { ...change, edits: [] }, { ...change, before: '' }]) {
    expectNoLeak(canary, await world.replace(one));
  }
  expectNoLeak(canary, world.text());
});
