import { describe, expect, test } from 'vitest';
import { folderWith, run, type Run } from './capturedContext.ts';

const made = 'Zq7-Made-Up-9vK2';
const files = {
  'a.yaml': `db_password: ${made}\n`,
  'b.yaml': `note: acme_${'0a'.repeat(16)}\n`,
};

/** Scans the two files with settings. */
function scanWith(settings: unknown, ...args: readonly string[]): Promise<Run> {
  const text = typeof settings === 'string' ? settings : JSON.stringify(settings);
  return run(
    ['scan', '--config', 'settings/vault.json', ...args, '.'],
    folderWith({ ...files, 'settings/vault.json': text }),
  );
}

function rules({ stdout }: Run): readonly string[] {
  return stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => line.split(' ')[1] ?? '');
}

const rule = { id: 'acme-token', pattern: '\\bacme_([0-9a-f]{32})\\b', secretGroup: 1 };
const off = { rule: 'keyed-password', confidence: 'off' };

describe('vault-refs scan --config', () => {
  test('takes the settings of an editor, with comments', async () => {
    const text = `{
      // of the whole team
      "editor.tabSize": 2,
      "vaultRefs.detection.rules": [${JSON.stringify(rule)}],
      "vaultRefs.detection.overrides": [${JSON.stringify(off)}],
    }`;
    const result = await scanWith(text);
    expect(rules(result)).toEqual(['acme-token']);
    expect(result.code).toBe(1);
  });

  test('takes the same below "detection"', async () => {
    const result = await scanWith({ detection: { rules: [rule], allow: [{ value: '^Zq7-' }] } });
    expect(rules(result)).toEqual(['acme-token']);
  });

  test('takes the confidence from it, unless an option says another', async () => {
    const settings = { 'vaultRefs.detection.minConfidence': 'certain' };
    expect(rules(await scanWith(settings))).toEqual([]);
    expect(rules(await scanWith(settings, '--min-confidence', 'medium'))).toEqual(['keyed-password']);
  });

  test('uses no file that is not named', async () => {
    const settings = JSON.stringify({ 'vaultRefs.detection.overrides': [off] });
    const folder = folderWith({ ...files, '.vscode/settings.json': settings, '.vault-refs.json': settings });
    expect(rules(await run(['scan', '.'], folder))).toEqual(['keyed-password']);
  });

  test.each([
    [{ detection: { rules: [{ id: 'x' }] } }, 'vaultRefs.detection.rules[0] does not fit and is ignored.'],
    [{ detection: { allow: {} } }, 'vaultRefs.detection.allow is no list.'],
    [{ detection: { minConfidence: 'sure' } }, 'vaultRefs.detection.minConfidence is not one of the four.'],
    [{ detection: {} }, 'There is no setting of detection in the --config FILE.'],
    [{ detections: { rules: [rule] } }, 'There is no setting of detection in the --config FILE.'],
    [{ detection: { rules: [{ id: 'x', pattern: '(' }] } }, /^The detection rule "x" is ignored: /],
  ])('says what of %j does not work, scans all the same, and could not do it', async (settings, message) => {
    const { code, stdout, stderr } = await scanWith(settings);
    expect(code).toBe(3);
    expect(stdout).toContain('a.yaml:1:14');
    const [first = ''] = stderr.split('\n');
    expect(first).toMatch(message);
  });

  test.each([
    ['{ "detection": ', 'The --config FILE is no JSON object (comments may be in it).'],
    ['[]', 'The --config FILE is no JSON object (comments may be in it).'],
    ['\0', 'The --config FILE: binary or not UTF-8.'],
  ])('does not scan with %j', async (text, message) => {
    expect(await scanWith(text)).toEqual({ code: 3, stdout: '', stderr: `${message}\n` });
  });

  test('does not scan with a file that is not there', async () => {
    const { code, stdout, stderr } = await run(['scan', '--config', 'none.json', '.'], folderWith(files));
    expect({ code, stdout, stderr }).toEqual({
      code: 3,
      stdout: '',
      stderr: 'The --config FILE: cannot be read (ENOENT).\n',
    });
  });
});
