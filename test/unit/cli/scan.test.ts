import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createCanary, expectNoLeak } from '../../support/canary.ts';
import { folderWith, run } from './capturedContext.ts';

/** Visibly made up, yet nothing but a secret by its key and shape. */
const made = 'Zq7-Made-Up-9vK2';
const secretFile = `app:\n  name: shop\n  db_password: ${made}\n`;

describe('vault-refs scan', () => {
  test('lists a secret as text', async () => {
    const folder = folderWith({ 'deploy/app.yaml': secretFile, 'ok.json': '{"a": "b"}' });
    const { code, stdout, stderr } = await run(['scan', '.'], folder);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^deploy\/app\.yaml:3:16 [a-z-]+ \((?:certain|high|medium)\) [^\n]+\n$/);
    expect(stderr).toBe('Plaintext secrets: 1, files read: 2.\n');
  });

  test('lists a secret as a JSON line with the documented keys', async () => {
    const folder = folderWith({ 'deploy/sub/app.json': `{\n "é😀": 1, "db_password": "${made}" }` });
    const { code, stdout } = await run(['scan', '--format', 'jsonl', 'deploy'], folder);
    expect(code).toBe(1);
    expect(stdout.endsWith('}\n')).toBe(true);
    const finding = JSON.parse(stdout) as Record<string, unknown>;
    expect(finding).toEqual({
      file: 'sub/app.json',
      line: 2,
      col_start: 28,
      end_line: 2,
      col_end: 28 + made.length,
      rule: expect.stringMatching(/^[a-z-]+$/) as string,
      confidence: expect.stringMatching(/^(certain|high|medium)$/) as string,
    });
  });

  test('keeps a terminal from obeying a name, in JSON too', async () => {
    const name = 'a\u001b[2J\u009b\u202e\u{e0001}.yaml';
    const folder = folderWith({ [name]: secretFile });
    const { stdout } = await run(['scan', '--format', 'jsonl', '.'], folder);
    expect(stdout).toMatch(/^[\x20-\x7e]+\n$/);
    expect(JSON.parse(stdout)).toMatchObject({ file: name });
    expect((await run(['scan', '.'], folder)).stdout).toMatch(/^[\x20-\x7e]+\n$/);
  });

  test('does not take a file for a translation because its checkout lies in a folder called lang', async () => {
    const folder = folderWith({ 'lang/shop/app.yaml': secretFile });
    const { code } = await run(['scan', join(folder, 'lang', 'shop')], folder);
    expect(code).toBe(1);
  });

  test('spans lines', async () => {
    const key = [
      '-----BEGIN RSA PRIVATE ' + 'KEY-----',
      'MC4CAQAwBQYDK2VwBCIEIDmadeUpForTestsOnlyQ1w2E3r4T5y6U7i8O9p0AsDf',
      '-----END RSA PRIVATE ' + 'KEY-----',
    ];
    const folder = folderWith({ 'k.yaml': `tls:\n  key: |\n    ${key.join('\n    ')}\n` });
    const { stdout } = await run(['scan', '--format=jsonl', '.'], folder);
    expect(JSON.parse(stdout)).toMatchObject({ line: 3, end_line: 5, col_start: 5 });
  });

  test('tells columns as an editor does, without the byte order mark', async () => {
    const folder = folderWith({ 'a.yaml': `\ufeffpassword: ${made}\n` });
    const { stdout } = await run(['scan', 'a.yaml'], folder);
    expect(stdout).toMatch(/^a\.yaml:1:11 /);
  });

  test('never prints a value', async () => {
    const canary = createCanary();
    const folder = folderWith({
      'a.yaml': `password: ${canary.secret}\nurl: postgres://u:${canary.secret}@db/x\ntoken: "${canary.token}"\n`,
      'b.json': JSON.stringify({ api_key: canary.secret, broken: canary.token }).slice(0, -1),
    });
    for (const format of ['text', 'jsonl']) {
      const result = await run(['scan', '--format', format, '.'], folder);
      expect(result.code).toBe(1);
      expectNoLeak(canary, result);
    }
  });

  test('is clean where there is nothing', async () => {
    const { code, stdout } = await run(
      ['scan', '.'],
      folderWith({ 'a.yaml': 'replicas: 3\n', 'b.md': secretFile }),
    );
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
  });

  test('takes a reference for no secret', async () => {
    const { code } = await run(['scan', '.'], folderWith({ 'a.yaml': 'password: secret/app/db#password\n' }));
    expect(code).toBe(0);
  });

  test('names what it skips and goes on', async () => {
    const folder = folderWith({
      'a.yaml': secretFile,
      'binary.yaml': new Uint8Array([0, 1, 2]),
      // What can be seen to hold nothing needs no reading, however deep it nests.
      'deep.json': `${'['.repeat(10_000)}"token"`,
      'deep-and-empty.json': '['.repeat(10_000),
    });
    writeFileSync(join(folder, 'large.yaml'), 'a: b\n'.repeat(1_300_000));
    const { code, stderr } = await run(['scan', '.'], folder);
    expect(code).toBe(1);
    expect(stderr.split('\n').sort()).toEqual([
      '',
      'Plaintext secrets: 1, files read: 3.',
      'skipped binary.yaml: binary or not UTF-8',
      expect.stringMatching(/^skipped deep\.json: depth /),
      expect.stringMatching(/^skipped large\.yaml: larger than /),
    ]);
  });

  test('could not do it when a path is not there, but lists what there is', async () => {
    const { code, stdout } = await run(['scan', 'none', 'a.yaml'], folderWith({ 'a.yaml': secretFile }));
    expect(code).toBe(3);
    expect(stdout).toMatch(/^a\.yaml:3:16 /);
  });
});

describe('--min-confidence', () => {
  const files = { 'a.yaml': secretFile };

  test.each([
    ['low', 1],
    ['certain', 0],
  ])('%s', async (least, code) => {
    const result = await run(['scan', '--min-confidence', least, 'a.yaml'], folderWith(files));
    expect(result.code).toBe(code);
  });
});
