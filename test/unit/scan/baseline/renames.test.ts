import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { renamedSince } from '../../../../server/src/scan/baseline/renames.ts';
import { folderWith, run } from '../../cli/capturedContext.ts';

const name = '.vault-refs-baseline.json';
const made = ['Zq7', 'Made', 'Up', '9vK2'].join('-');
const yaml = `app:\n  name: shop\n  db_password: ${made}\n  replicas: 3\n  image: shop\n`;

function git(folder: string, ...args: string[]): void {
  const identity = [
    '-c',
    'user.name=test',
    '-c',
    'user.email=test@example.com',
    '-c',
    'commit.gpgsign=false',
  ];
  execFileSync('git', [...identity, ...args], { cwd: folder, stdio: 'ignore' });
}

/** A repository whose first commit has a file, and whose second one a baseline that accepts it. */
async function repository(below = ''): Promise<string> {
  const top = folderWith({ [`${below}deploy/app.yaml`]: yaml });
  git(top, 'init', '-q');
  git(top, 'add', '.');
  git(top, 'commit', '-qm', 'one');
  expect((await run(['baseline', 'create', '.'], join(top, below))).code).toBe(0);
  git(top, 'add', '.');
  git(top, 'commit', '-qm', 'two');
  return top;
}

function renamed(folder: string): Promise<ReadonlyMap<string, string>> {
  return renamedSince(join(folder, name), process.env);
}

describe('renames since the baseline', () => {
  it('are those of the index and of later commits', async () => {
    const top = await repository();
    expect([...(await renamed(top))]).toEqual([]);
    git(top, 'mv', 'deploy', 'ops\n"ü');
    expect([...(await renamed(top))]).toEqual([['deploy/app.yaml', 'ops\n"ü/app.yaml']]);
    git(top, 'commit', '-qm', 'moved');
    git(top, 'mv', 'ops\n"ü/app.yaml', 'last.yaml');
    expect([...(await renamed(top))]).toEqual([['deploy/app.yaml', 'last.yaml']]);
  });

  it('are seen from its folder', async () => {
    const top = await repository('services/shop/');
    git(top, 'mv', 'services/shop/deploy/app.yaml', 'services/shop/app.yaml');
    expect([...(await renamed(join(top, 'services/shop')))]).toEqual([['deploy/app.yaml', 'app.yaml']]);
  });

  it('are none where git knows of none', async () => {
    const top = await repository();
    renameSync(join(top, 'deploy/app.yaml'), join(top, 'app.yaml'));
    expect((await renamed(top)).size).toBe(0);
    expect((await renamed(folderWith({ 'a.yaml': yaml }))).size).toBe(0);
    const fresh = folderWith({ 'a.yaml': yaml });
    git(fresh, 'init', '-q');
    expect((await renamed(fresh)).size).toBe(0);
    expect((await renamedSince(join(top, name), { PATH: '/nowhere' })).size).toBe(0);
  });

  it('take entries along: in a scan, and for good in an update', async () => {
    const top = await repository();
    git(top, 'mv', 'deploy/app.yaml', 'moved.yaml');
    writeFileSync(join(top, 'moved.yaml'), `# a line more\n${yaml}`);
    expect((await run(['scan', '--baseline', name, '.'], top)).code).toBe(0);
    expect((await run(['baseline', 'update', '.'], top)).stderr).toBe('Accepted: 0, kept: 1 entries.\n');
    git(top, 'add', '.');
    git(top, 'commit', '-qm', 'three');
    expect(await run(['scan', '--baseline', name, '.'], top)).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('Accepted by the baseline: 1.') as string,
    });
  });

  it('are matched in the index and in what has changed since a commit', async () => {
    const top = await repository();
    mkdirSync(join(top, 'sub'));
    git(top, 'mv', 'deploy/app.yaml', 'sub/app.yaml');
    for (const how of [['--staged'], ['--since', 'HEAD', '--whole-files']]) {
      expect((await run(['scan', ...how], top)).code).toBe(1);
      expect((await run(['scan', '--baseline', name, ...how], top)).code).toBe(0);
    }
  });
});
