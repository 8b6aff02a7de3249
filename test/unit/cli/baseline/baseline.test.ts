import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readBaselineFile } from '../../../../server/src/scan/baseline/baselineFile.ts';
import { createCanary, expectNoLeak } from '../../../support/canary.ts';
import { folderWith, run, type Run } from '../capturedContext.ts';

const name = '.vault-refs-baseline.json';
const made = ['Zq7', 'Made', 'Up', '9vK2'].join('-');
const other = ['Wm3', 'Made', 'Up', '1xP8'].join('-');

function yaml(password: string): string {
  return `app:\n  name: shop\n  db_password: ${password}\n`;
}

function scan(folder: string, ...args: string[]): Promise<Run> {
  return run(['scan', '--baseline', name, ...args, '.'], folder);
}

function entriesIn(folder: string): readonly object[] {
  const onDisk = readBaselineFile(join(folder, name));
  if (onDisk.kind !== 'read') throw new Error(onDisk.kind);
  return onDisk.baseline.entries;
}

async function accepted(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = folderWith(files);
  expect((await run(['baseline', 'create', '.'], folder)).code).toBe(0);
  return folder;
}

describe('vault-refs baseline create', () => {
  test('accepts what there is, and only what is new is reported', async () => {
    const folder = folderWith({ 'a/app.yaml': yaml(made), 'b.json': `{"apiKey": "${other}"}` });
    const created = await run(['baseline', 'create', '--reason', 'before the tool', '.'], folder);
    expect(created).toEqual({ code: 0, stdout: '', stderr: 'Accepted: 2, in 2 entries.\n' });
    expect(entriesIn(folder)).toEqual([
      expect.objectContaining({ file: 'a/app.yaml', keyPath: 'app.db_password', reason: 'before the tool' }),
      expect.objectContaining({ file: 'b.json', keyPath: 'apiKey', count: 1 }),
    ]);
    expect(await scan(folder)).toEqual({
      code: 0,
      stdout: '',
      stderr: 'Accepted by the baseline: 2.\nPlaintext secrets: 0, files read: 3.\n',
    });
    writeFileSync(join(folder, 'a/app.yaml'), `# moved\n\n${yaml(`"${made}"`)}token: ${other}\n`);
    const { code, stdout } = await scan(folder);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^a\/app\.yaml:6:8 [^\n]*\n$/);
  });

  test('reports a changed value', async () => {
    const folder = await accepted({ 'app.yaml': yaml(made) });
    writeFileSync(join(folder, 'app.yaml'), yaml(other));
    const { code, stderr } = await scan(folder);
    expect(code).toBe(1);
    expect(stderr).toContain('stale: app.yaml app.db_password keyed-password\nStale entries: 1.');
  });

  test('is matched from any folder', async () => {
    const folder = await accepted({ 'deploy/app.yaml': yaml(made) });
    for (const [args, cwd] of [
      [['--baseline', name, 'deploy'], folder],
      [['--baseline', `../${name}`, '.'], join(folder, 'deploy')],
      [['--baseline', join(folder, name), join(folder, 'deploy/app.yaml')], '/'],
    ] as const) {
      expect((await run(['scan', ...args], cwd)).code).toBe(0);
    }
  });

  test('writes over nothing', async () => {
    const folder = folderWith({ 'app.yaml': yaml(made), [name]: 'mine' });
    const { code, stderr } = await run(['baseline', 'create', '.'], folder);
    expect(code).toBe(3);
    expect(stderr).toContain('baseline update');
    expect(readFileSync(join(folder, name), 'utf8')).toBe('mine');
  });

  test('makes nothing of half a scan', async () => {
    const folder = folderWith({ 'app.yaml': yaml(made) });
    expect((await run(['baseline', 'create', '.', 'none'], folder)).code).toBe(3);
    expect(existsSync(join(folder, name))).toBe(false);
  });

  test('says what it cannot name', async () => {
    const folder = folderWith({ 'app.yaml': yaml(made), 'sub/ok.yaml': 'a: b' });
    const { stderr } = await run(['baseline', 'create', '--file', 'sub/b.json', '.'], folder);
    expect(stderr).toContain("Not accepted, as they lie outside of the baseline's folder: 1.");
  });

  test('is not found fault with itself', async () => {
    const folder = await accepted({ 'app.yaml': `${yaml(made)}password: ${other}\n` });
    const { stdout } = await run(['scan', '--min-confidence', 'low', name], folder);
    expect(stdout).toBe('');
  });

  test('holds nothing of a value, and no run says any', async () => {
    const canary = createCanary();
    const { secret, token } = canary;
    const folder = folderWith({
      'a.yaml': `password: ${secret}\nurl: postgres://u:${secret}@db/x\n${token}: {password: ${secret}}\n`,
      'b.json': JSON.stringify({ api_key: token }),
    });
    const runs = [
      await run(['baseline', 'create', '--min-confidence', 'low', '.'], folder),
      await run(['baseline', 'update', '--reason', 'r', '.'], folder),
      await scan(folder),
      await run(['baseline', 'prune', '.'], folder),
    ];
    expect(runs.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
    expect(entriesIn(folder).length).toBeGreaterThan(2);
    expectNoLeak(canary, readFileSync(join(folder, name), 'utf8'), ...runs);
  });
});

describe('vault-refs baseline update', () => {
  test('adds what is new and keeps the rest', async () => {
    const folder = await accepted({ 'app.yaml': yaml(made), 'gone.yaml': yaml(made) });
    rmSync(join(folder, 'gone.yaml'));
    writeFileSync(join(folder, 'new.yaml'), yaml(other));
    const { stderr } = await run(['baseline', 'update', '--reason', 'later', '.'], folder);
    expect(stderr).toBe('Accepted: 1, kept: 2 entries.\n');
    expect(entriesIn(folder)).toMatchObject([
      { file: 'app.yaml' },
      { file: 'gone.yaml' },
      { file: 'new.yaml', reason: 'later' },
    ]);
    expect((await scan(folder)).code).toBe(0);
  });

  test('leaves the file alone when nothing is new', async () => {
    const folder = await accepted({ 'app.yaml': yaml(made) });
    const before = readFileSync(join(folder, name), 'utf8');
    expect((await run(['baseline', 'update', '.'], folder)).stderr).toBe('Accepted: 0, kept: 1 entries.\n');
    expect(readFileSync(join(folder, name), 'utf8')).toBe(before);
  });

  test.each([
    ['is not there', undefined],
    ['is no JSON', '{'],
    [
      'has an entry that does not fit',
      `{"version": 1, "salt": "00000000-0000-4000-8000-000000000000", "entries": [{}]}`,
    ],
  ])('changes nothing where the baseline %s', async (_what, content) => {
    const folder = folderWith({ 'app.yaml': yaml(made) });
    if (content !== undefined) writeFileSync(join(folder, name), content);
    for (const action of ['update', 'prune']) {
      expect((await run(['baseline', action, '.'], folder)).code).toBe(3);
    }
    expect(existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : undefined).toBe(
      content,
    );
  });
});

describe('vault-refs baseline prune', () => {
  test('removes what is gone, of what was looked at', async () => {
    const folder = await accepted({
      'a/gone.yaml': yaml(made),
      'a/mended.yaml': yaml(made),
      'a/same.yaml': yaml(made),
      'a/folder.yaml': yaml(made),
      'a/binary.yaml': yaml(made),
      'b/gone.yaml': yaml(made),
    });
    rmSync(join(folder, 'a/gone.yaml'));
    rmSync(join(folder, 'b/gone.yaml'));
    rmSync(join(folder, 'a/folder.yaml'));
    mkdirSync(join(folder, 'a/folder.yaml'));
    writeFileSync(join(folder, 'a/mended.yaml'), 'app: {}\n');
    writeFileSync(join(folder, 'a/binary.yaml'), new Uint8Array([0, 1]));
    expect((await scan(folder)).stderr).toContain('Stale entries: 3.');
    const { stderr } = await run(['baseline', 'prune', 'a'], folder);
    expect(stderr).toBe('skipped a/binary.yaml: binary or not UTF-8\nRemoved: 2, kept: 4 entries.\n');
    expect(entriesIn(folder)).toMatchObject(
      ['a/binary.yaml', 'a/folder.yaml', 'a/same.yaml', 'b/gone.yaml'].map((file) => ({ file })),
    );
  });

  test('keeps what was accepted at a lower confidence', async () => {
    const folder = folderWith({ 'app.yaml': yaml('hunter2') + 'secret: maybe_some_words\n' });
    await run(['baseline', 'create', '--min-confidence', 'low', '.'], folder);
    const before = entriesIn(folder);
    expect(before.length).toBeGreaterThan(0);
    expect((await run(['baseline', 'prune', '.'], folder)).code).toBe(0);
    expect(entriesIn(folder)).toEqual(before);
    expect((await scan(folder, '--min-confidence', 'certain')).stderr).not.toContain('stale');
  });
});

describe('scan --baseline', () => {
  test.each([
    ['is not there', undefined],
    ['is no JSON', '<<<<<<< HEAD'],
    ['is of a later version', '{"version": 2}'],
  ])('could not do it where the baseline %s', async (_what, content) => {
    const folder = folderWith({ 'app.yaml': yaml(made) });
    if (content !== undefined) writeFileSync(join(folder, name), content);
    const { code, stdout } = await scan(folder);
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
  });

  test('tells an entry that does not fit, and goes on without it', async () => {
    const folder = await accepted({ 'app.yaml': yaml(made) });
    const text = readFileSync(join(folder, name), 'utf8').replace(/"mark": "..."/, '"mark": "XXX"');
    writeFileSync(join(folder, name), text);
    const { code, stderr } = await scan(folder);
    expect(code).toBe(1);
    expect(stderr).toContain('baseline: entries[0].mark does not fit; the entry is left out.');
  });

  test('accepts no more than was accepted', async () => {
    const list = (count: number): string =>
      `users:\n${Array.from({ length: count }, () => `  - password: ${made}\n`).join('')}`;
    const folder = await accepted({ 'app.yaml': list(2) });
    writeFileSync(join(folder, 'app.yaml'), list(3));
    const { stdout } = await scan(folder);
    expect(stdout).toMatch(/^app\.yaml:4:[^\n]*\n$/);
  });

  test('speaks of no file that was not scanned', async () => {
    const folder = await accepted({ 'a.yaml': yaml(made), 'b.yaml': yaml(made) });
    rmSync(join(folder, 'b.yaml'));
    const { stderr } = await run(['scan', '--baseline', name, 'a.yaml'], folder);
    expect(stderr).not.toContain('stale');
  });

  test('lets no name in it speak to the terminal', async () => {
    const folder = await accepted({ 'a\u001b[2J.yaml': yaml(made) });
    renameSync(join(folder, 'a\u001b[2J.yaml'), join(folder, 'b.yaml'));
    expect((await scan(folder)).stderr).toMatch(/^[\x20-\x7e\n]*stale: a\\u\{1b\}[\x20-\x7e\n]*$/);
  });
});

describe('wrong arguments', () => {
  test.each([
    [[], /create, update/],
    [['make', '.'], /create, update/],
    [['create'], /No PATH/],
    [['create', '--reason', '', '.'], /reason says/],
    [['create', '--reason', 'a\nb', '.'], /one line/],
    [['create', '--from', 'gitleaks', '.'], /no --from/],
    [['prune', '--reason', 'x', '.'], /no --reason/],
    [['import', 'report.json'], /FILE and a PATH/],
    [['import', '--from', 'other', 'report.json', '.'], /--from is/],
    [['update', '--min-confidence', 'sure', '.'], /--min-confidence is/],
  ])('%j', async (args, message) => {
    const { code, stderr } = await run(['baseline', ...args], folderWith({}));
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });
});
