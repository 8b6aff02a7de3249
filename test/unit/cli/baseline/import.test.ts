import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readBaselineFile } from '../../../../server/src/scan/baseline/baselineFile.ts';
import { createCanary, expectNoLeak } from '../../../support/canary.ts';
import { folderWith, run } from '../capturedContext.ts';

const name = '.vault-refs-baseline.json';
const one = ['Zq7', 'Made', 'Up', '9vK2'].join('-');
const two = ['Wm3', 'Made', 'Up', '1xP8'].join('-');

const sha1 = (text: string): string => createHash('sha1').update(text).digest('hex');

function detectSecrets(results: Readonly<Record<string, readonly object[]>>): string {
  const plugins = [{ name: 'KeywordDetector', keyword_exclude: '' }];
  return JSON.stringify({ version: '1.5.0', plugins_used: plugins, filters_used: [], results });
}

function hashed(file: string, value: string, more: object = {}): object {
  return {
    type: 'Secret Keyword',
    filename: file,
    hashed_secret: sha1(value),
    is_verified: false,
    line_number: 99,
    ...more,
  };
}

function leak(file: string, line: number, secret: string, more: object = {}): object {
  return {
    RuleID: 'generic-api-key',
    Description: 'd',
    StartLine: line,
    EndLine: line,
    StartColumn: 3,
    EndColumn: 30,
    Match: `password: ${secret}`,
    Secret: secret,
    File: file,
    SymlinkFile: '',
    Commit: '',
    Entropy: 3.6,
    Tags: [],
    Fingerprint: `${file}:generic-api-key:${line}`,
    ...more,
  };
}

function keyPathsIn(folder: string): readonly string[] {
  const onDisk = readBaselineFile(join(folder, name));
  if (onDisk.kind !== 'read') throw new Error(onDisk.kind);
  return onDisk.baseline.entries.map(({ file, keyPath, reason }) => `${file} ${keyPath}: ${reason ?? ''}`);
}

const app = `db:\n  password: ${one}\ncache:\n  password: "${two}"\nurl: redis://app:${two}@cache/0\n`;

describe('importing from detect-secrets', () => {
  test('accepts what has the same hash in the same file, wherever it stands now', async () => {
    const folder = folderWith({
      'k8s/app.yaml': app,
      'other.yaml': `password: ${one}\n`,
      'theirs.json': detectSecrets({
        'k8s\\app.yaml': [hashed('k8s/app.yaml', two, { is_secret: false }), hashed('k8s/app.yaml', 'gone')],
        'removed.py': [hashed('removed.py', one)],
      }),
    });
    const { code, stderr } = await run(['baseline', 'import', 'theirs.json', 'k8s', 'other.yaml'], folder);
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: 'Accepted: 2. Of 3 findings of detect-secrets, 2 have no counterpart among ours.\n',
    });
    expect(keyPathsIn(folder)).toEqual([
      'k8s/app.yaml cache.password: Imported from detect-secrets',
      'k8s/app.yaml url: Imported from detect-secrets',
    ]);
    expect((await run(['scan', '--baseline', name, 'k8s'], folder)).stdout).toMatch(/^k8s\/app\.yaml:2:/);
  });

  test('adds to a baseline, with a reason of its own', async () => {
    const folder = folderWith({
      'app.yaml': app,
      'theirs.json': detectSecrets({ 'app.yaml': [hashed('', one)] }),
    });
    await run(['baseline', 'import', '--reason', 'audited', 'theirs.json', 'app.yaml'], folder);
    expect(keyPathsIn(folder)).toEqual(['app.yaml db.password: audited']);
    const again = ['baseline', 'import', '--from', 'detect-secrets', 'theirs.json', 'app.yaml'];
    expect((await run(again, folder)).stderr).toContain('Accepted: 0.');
    expect(keyPathsIn(folder)).toEqual(['app.yaml db.password: audited']);
  });
});

describe('importing from gitleaks', () => {
  test('goes by the secret, and by lines only where that is a part of ours', async () => {
    const folder = folderWith({
      'app.yaml': app,
      'report.json': JSON.stringify([
        leak('./app.yaml', 77, one),
        leak('app.yaml', 5, `redis://app:${two}@cache/0`),
        leak('app.yaml', 4, 'a value of an old commit'),
        leak('gone.yaml', 4, two),
        { RuleID: 1 },
      ]),
    });
    const { stderr } = await run(
      ['baseline', 'import', '--from', 'gitleaks', 'report.json', 'app.yaml'],
      folder,
    );
    expect(stderr).toBe(
      'Accepted: 2. Of 4 findings of gitleaks, 2 have no counterpart among ours. Not in the format of gitleaks: 1.\n',
    );
    expect(keyPathsIn(folder).map((text) => text.split(':')[0])).toEqual([
      'app.yaml db.password',
      'app.yaml url',
    ]);
  });

  test.each(['REDACTED', 'Wm3-Ma...', ''])('goes by lines where it is redacted (%j)', async (secret) => {
    const folder = folderWith({
      'app.yaml': app,
      'report.json': JSON.stringify([leak('app.yaml', 4, secret)]),
    });
    await run(['baseline', 'import', 'report.json', 'app.yaml'], folder);
    expect(keyPathsIn(folder)).toEqual(['app.yaml cache.password: Imported from gitleaks']);
  });

  test('knows a file by its whole path', async () => {
    const folder = folderWith({ 'app.yaml': app });
    const report = join(
      folderWith({ 'r.json': JSON.stringify([leak(join(folder, 'app.yaml'), 2, one)]) }),
      'r.json',
    );
    expect((await run(['baseline', 'import', report, '.'], folder)).stderr).toMatch(/^Accepted: 1\./);
  });
});

describe('importing', () => {
  test.each([
    ['nothing', undefined],
    ['no JSON', 'yaml: true'],
    ['something else', '{"results": 1}'],
    ['a list of something else', '[{"a": 1}]'],
    ['null', 'null'],
  ])('makes nothing of %s', async (_what, content) => {
    const folder = folderWith({ 'app.yaml': app, ...(content === undefined ? {} : { 'r.json': content }) });
    const { code } = await run(['baseline', 'import', 'r.json', '.'], folder);
    expect(code).toBe(3);
    expect(existsSync(join(folder, name))).toBe(false);
  });

  test('copies no value and no hash', async () => {
    const canary = createCanary();
    const { secret, token } = canary;
    const folder = folderWith({
      'app.yaml': `password: ${secret}\ntoken: ${token}\n`,
      'g.json': JSON.stringify([leak('app.yaml', 1, secret), { [token]: secret }]),
      'd.json': detectSecrets({ 'app.yaml': [hashed('app.yaml', token), { hashed_secret: secret }] }),
    });
    const runs = [
      await run(['baseline', 'import', 'g.json', 'app.yaml'], folder),
      await run(['baseline', 'import', 'd.json', 'app.yaml'], folder),
    ];
    const written = readFileSync(join(folder, name), 'utf8');
    expect(runs.map(({ stderr }) => stderr.slice(0, 12))).toEqual(['Accepted: 1.', 'Accepted: 1.']);
    expectNoLeak(canary, written, ...runs);
    expect(written).not.toContain(sha1(token));
  });
});
