import { describe, expect, test } from 'vitest';
import { pipe, run, type Run } from './capturedContext.ts';

const secret = 'db_password: Zq7-Made-Up-9vK2\n';

function scanInput(fileName: string, content: string | Uint8Array, ...args: readonly string[]): Promise<Run> {
  return run(['scan', '--stdin', '--filename', fileName, ...args], '/nowhere/shop', {
    standardInput: () => pipe(content),
  });
}

describe('vault-refs scan --stdin', () => {
  test('takes it for the content of a file that need not exist', async () => {
    expect(await scanInput('deploy/a.yaml', secret)).toEqual({
      code: 1,
      stdout: expect.stringMatching(/^deploy\/a\.yaml:1:14 keyed-password [^\n]+\n$/) as string,
      stderr: 'Plaintext secrets: 1, files read: 1.\n',
    });
  });

  test.each([
    ['a.json', '{"db_password": "Zq7-Made-Up-9vK2"}', 1],
    ['a.json', '{"db_password": "secret/app/db#password"}', 0],
    ['a.yaml', '', 0],
  ])('%s %s', async (fileName, content, code) => {
    expect((await scanInput(fileName, content)).code).toBe(code);
  });

  test.each([
    ['/nowhere/shop/deploy/a.yaml', 'deploy/a.yaml'],
    ['../elsewhere/a.yaml', 'a.yaml'],
  ])('names %s from where it runs', async (fileName, file) => {
    const { stdout } = await scanInput(fileName, secret, '--format', 'jsonl');
    expect(JSON.parse(stdout)).toMatchObject({ file });
  });

  test('does not look at what is neither YAML nor JSON', async () => {
    const standardInput = (): never => {
      throw new Error('read');
    };
    const args = ['scan', '--stdin', '--filename', 'a.md'];
    expect(await run(args, '/nowhere', { standardInput })).toEqual({
      code: 0,
      stdout: '',
      stderr: 'skipped a.md: neither YAML nor JSON by its name\nPlaintext secrets: 0, files read: 0.\n',
    });
  });

  test.each([
    ['binary', new Uint8Array([0, 1, 2]), 'binary or not UTF-8'],
    ['too large', 'a: b\n'.repeat(1_300_000), 'larger than 6291456 bytes'],
  ])('could not do it when it is %s', async (_, content, reason) => {
    const { code, stderr } = await scanInput('a.yaml', content);
    expect(code).toBe(3);
    expect(stderr).toContain(`skipped a.yaml: ${reason}\n`);
  });
});
