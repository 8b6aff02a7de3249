import { describe, expect, test } from 'vitest';
import { run } from './capturedContext.ts';

describe('help', () => {
  test.each([[[]], [['scan']], [['check']], [['login']], [['status']], [['lsp']]])(
    'vault-refs %j --help',
    async (command) => {
      for (const option of ['--help', '-h']) {
        const { code, stdout, stderr } = await run([...command, option], '/');
        expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
        expect(stdout).toContain(`Usage: vault-refs ${command[0] ?? 'COMMAND'}`);
        expect(stdout).toMatch(/Exit code: 0/);
      }
    },
  );

  test('goes before wrong arguments', async () => {
    expect((await run(['scan', '--nonsense', '--help'], '/')).code).toBe(0);
  });

  test('is a path after --', async () => {
    const { code, stderr } = await run(['scan', '--', '--help'], '/nowhere');
    expect(code).toBe(3);
    expect(stderr).toContain('skipped --help: cannot be read (ENOENT)');
  });
});

const url = 'https://vault.example.com:8200';
const httpMessage = 'Plain http to another machine would show the token on the network: use https.';
const argumentMessage = 'A secret is not taken from the command line: leave it out, or use - to pipe it in.';
const placeMessage = 'SECRETS_PATH or --secrets-mount has a segment that no server accepts.';

describe('wrong usage', () => {
  test.each([
    [[], 'No command is given.'],
    [['move'], 'There is no such command.'],
    [['toString'], 'There is no such command.'],
    [['scan'], 'No PATH is given.'],
    [['scan', '--format', 'xml', '.'], '--format is text, jsonl or sarif.'],
    [['scan', '--staged', '--since', 'main'], '--staged, --since and --stdin exclude each other.'],
    [
      ['scan', '--staged', '--stdin', '--filename', 'made-up'],
      '--staged, --since and --stdin exclude each other.',
    ],
    [['scan', '--stdin'], '--stdin and --filename go together.'],
    [['scan', '--filename', 'made-up.yaml', '.'], '--stdin and --filename go together.'],
    [['scan', '--stdin', '--filename', 'made-up.yaml', '.'], '--stdin takes no PATH.'],
    [['scan', '--stdin', '--filename='], '--filename needs the name of a file.'],
    [['scan', '--whole-files', '.'], '--whole-files needs --since.'],
    [['scan', '--staged', '--whole-files'], '--whole-files needs --since.'],
    [['scan', '--since=--output=made-up'], 'REV is a commit, branch or tag.'],
    [['scan', '--since='], 'REV is a commit, branch or tag.'],
    [['scan', '--since', '-made-up'], 'An option is unknown or lacks its value.'],
    [['scan', '--staged=made-up'], 'An option is unknown or lacks its value.'],
    [['scan', ''], 'A PATH is empty.'],
    [['scan', '--staged', '--no-gitignore'], '--no-gitignore is for PATHs on disk.'],
    [['scan', '--exclude', '', '.'], '--exclude needs a GLOB.'],
    [['scan', '--stdin', '--filename=made-up', '--exclude=x'], '--stdin takes no --exclude.'],
    [['scan', '--config=', '.'], '--config needs the name of a FILE.'],
    [['scan', '--min-confidence', 'sure', '.'], '--min-confidence is certain, high, medium or low.'],
    [['scan', '.', '--format'], 'An option is unknown or lacks its value.'],
    [['scan', '--verbose', '.'], 'An option is unknown or lacks its value.'],
    [['check'], 'No PATH is given.'],
    [['check', '--token', 'made-up', '.'], 'An option is unknown or lacks its value.'],
    [['check', '--namespace', 'team', '.'], '--namespace, --ca-file and --allow-redirect need --address.'],
    [['check', '--address', 'http://vault.example.com', '.'], httpMessage],
    [['status', 'made-up'], 'An option is unknown or lacks its value.'],
    [['status', '--address', 'made-up'], 'The URL must be like https://vault.example.com:8200.'],
    [['login'], 'No METHOD is given.'],
    [['login', 'approle'], 'No URL is given.'],
    [['login', 'made-up', url], 'There is no such METHOD.'],
    [['login', 'userpass', 'ftp://made-up', 'ann'], 'The URL must be like https://vault.example.com:8200.'],
    [['login', 'token', 'http://vault.example.com'], httpMessage],
    [['login', 'approle', url], 'No ROLE_ID is given.'],
    [['login', 'approle', url, 'role', 'made-up', 'path', 'more'], 'There are too many arguments.'],
    [['login', 'approle', url, 'role', 'made-up', '--secret-id'], argumentMessage],
    [
      ['login', 'approle', url, 'r', 'made-up', '--secrets-mount', 'kv'],
      '--secrets-mount needs a SECRETS_PATH.',
    ],
    [['login', 'approle', url, 'r', 'made-up', 'a/../b'], placeMessage],
    [['login', 'userpass', url], 'No USERNAME is given.'],
    [['login', 'userpass', url, 'ann', 'made-up'], argumentMessage],
    [['login', 'userpass', url, 'ann', '-', 'made-up'], 'There are too many arguments.'],
    [['login', 'jwt', url, 'made-up'], argumentMessage],
    [['login', 'token', url, 'made-up'], argumentMessage],
    [['login', 'cert', url, 'cert.pem'], 'CERT_FILE and KEY_FILE must be given.'],
    [['login', 'token', url, '--password=made-up'], 'An option is unknown or lacks its value.'],
    [
      ['login', 'token', url, '--force', '--print'],
      '--print writes no file, so --force means nothing with it.',
    ],
    [['login', 'token', url], 'Token: there is none. Without a terminal, use - to pipe it in.'],
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
