import { describe, expect, test } from 'vitest';
import { run } from './capturedContext.ts';

describe('help', () => {
  test.each([[[]], [['scan']], [['check']], [['lsp']]])('vault-refs %j --help', async (command) => {
    for (const option of ['--help', '-h']) {
      const { code, stdout, stderr } = await run([...command, option], '/');
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toContain(`Usage: vault-refs ${command[0] ?? 'COMMAND'}`);
      expect(stdout).toMatch(/Exit code: 0/);
    }
  });

  test('goes before wrong arguments', async () => {
    expect((await run(['scan', '--nonsense', '--help'], '/')).code).toBe(0);
  });

  test('is a path after --', async () => {
    const { code, stderr } = await run(['scan', '--', '--help'], '/nowhere');
    expect(code).toBe(3);
    expect(stderr).toContain('skipped --help: cannot be read (ENOENT)');
  });
});

describe('wrong usage', () => {
  test.each([
    [[], 'No command is given.'],
    [['move'], 'There is no such command.'],
    [['toString'], 'There is no such command.'],
    [['scan'], 'No PATH is given.'],
    [['scan', '--format', 'xml', '.'], '--format is text or jsonl.'],
    [['scan', '.', '--format'], 'An option is unknown or lacks its value.'],
    [['scan', '--verbose', '.'], 'An option is unknown or lacks its value.'],
    [['check'], 'No PATH is given.'],
    [['check', '--token', 'made-up', '.'], 'An option is unknown or lacks its value.'],
    [['lsp'], 'The one argument is --stdio.'],
    [['lsp', '--stdio', 'more'], 'The one argument is --stdio.'],
  ])('vault-refs %j', async (args, message) => {
    const { code, stdout, stderr } = await run(args, '/');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(new RegExp(`^${message.replaceAll('.', '\\.')}\n\nUsage: `));
    expect(stderr).not.toContain('made-up');
  });
});

test('lsp starts the server and leaves the process to it', async () => {
  let started = 0;
  const startServer = (): Promise<void> => {
    started++;
    return Promise.resolve();
  };
  expect(await run(['lsp', '--stdio'], '/', { startServer })).toEqual({
    code: undefined,
    stdout: '',
    stderr: '',
  });
  expect(started).toBe(1);
});

test('an unforeseen error is told by its kind alone', async () => {
  const openVault = (): never => {
    throw new RangeError('hunter2 is in here');
  };
  const { code, stderr } = await run(['check', '.'], '/nowhere', { openVault });
  expect(code).toBe(3);
  expect(stderr).toBe('vault-refs check failed (RangeError).\n');
});
