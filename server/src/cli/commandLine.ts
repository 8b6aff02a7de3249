import type { CliContext, ExitCode } from './context.ts';
import { CouldNotError, exitCodes, UsageError } from './context.ts';
import { printable } from '../printable.ts';

interface Command {
  readonly usage: string;
  /** The exit code, or undefined when the process goes on. @throws UsageError on wrong arguments. */
  run(args: readonly string[], context: CliContext): ExitCode | Promise<ExitCode | undefined>;
}

/** Loaded when they are asked for: a scan in a commit hook does without all that speaks to Vault. */
const commands = new Map<string, () => Promise<Command>>([
  [
    'scan',
    async () => {
      const { scan: run, scanUsage: usage } = await import('./commands/scan.ts');
      return { run, usage };
    },
  ],
  [
    'baseline',
    async () => {
      const { baseline: run, baselineUsage: usage } = await import('./commands/baseline.ts');
      return { run, usage };
    },
  ],
  [
    'check',
    async () => {
      const { check: run, checkUsage: usage } = await import('./commands/check.ts');
      return { run, usage };
    },
  ],
  [
    'in-vault',
    async () => {
      const { inVault: run, inVaultUsage: usage } = await import('./commands/inVault.ts');
      return { run, usage };
    },
  ],
  [
    'migrate',
    async () => {
      const { migrate: run, migrateUsage: usage } = await import('./commands/migrate.ts');
      return { run, usage };
    },
  ],
  [
    'undo',
    async () => {
      const { undo: run, undoUsage: usage } = await import('./commands/undo.ts');
      return { run, usage };
    },
  ],
  [
    'runs',
    async () => {
      const { runs: run, runsUsage: usage } = await import('./commands/runs.ts');
      return { run, usage };
    },
  ],
  [
    'login',
    async () => {
      const { login: run, loginUsage: usage } = await import('./commands/login.ts');
      return { run, usage };
    },
  ],
  [
    'logout',
    async () => {
      const { logout: run, logoutUsage: usage } = await import('./commands/logout.ts');
      return { run, usage };
    },
  ],
  [
    'policy',
    async () => {
      const { policy: run, policyUsage: usage } = await import('./commands/policy.ts');
      return { run, usage };
    },
  ],
  [
    'status',
    async () => {
      const { status: run, statusUsage: usage } = await import('./commands/status.ts');
      return { run, usage };
    },
  ],
  [
    'lsp',
    async () => {
      const { lsp: run, lspUsage: usage } = await import('./commands/lsp.ts');
      return { run, usage };
    },
  ],
]);

const usage = `Usage: vault-refs COMMAND

Commands:
  scan PATH...      list plaintext secrets in YAML and JSON files
  baseline          keep a list of accepted findings
  check PATH...     check secret references against Vault
  in-vault PATH...  find plaintext secrets that are in Vault already
  migrate PATH...   move plaintext secrets into Vault
  undo [RUN]        take a migration back
  runs              list migrations that were begun
  policy PATH...    print the policy that checking references takes
  login METHOD      sign in to Vault and keep the token
  logout            delete the token, and have it revoked
  status            say whether Vault can be used, and as whom
  lsp --stdio       run the language server

vault-refs COMMAND --help explains a command. Exit code: 0 clean, 1 findings, 2 wrong usage, 3 could not do it.
`;

/**
 * Runs `vault-refs` with its arguments. Returns the exit code, or undefined when the process goes on as a language
 * server. Never throws.
 */
export async function runCommandLine(
  args: readonly string[],
  context: CliContext,
): Promise<ExitCode | undefined> {
  const [name = '', ...rest] = args;
  if (isHelp(name)) return show(usage, context);
  const command = await commands.get(name)?.();
  if (!command)
    return wrongUsage(name === '' ? 'No command is given.' : 'There is no such command.', usage, context);
  if (rest.slice(0, endOfOptions(rest)).some(isHelp)) return show(command.usage, context);
  try {
    return await command.run(rest, context);
  } catch (error) {
    if (error instanceof UsageError) return wrongUsage(error.message, command.usage, context);
    if (error instanceof CouldNotError) return couldNot(error.message, context);
    // The text of an unforeseen error may hold anything, so only its kind is told.
    context.stderr.write(
      `vault-refs ${name} failed (${error instanceof Error ? error.name : 'unknown error'}).\n`,
    );
    return exitCodes.couldNot;
  }
}

function isHelp(argument: string): boolean {
  return argument === '--help' || argument === '-h';
}

/** What follows `--` is a path, even when it looks like an option. */
function endOfOptions(args: readonly string[]): number {
  const end = args.indexOf('--');
  return end === -1 ? args.length : end;
}

function show(text: string, { stdout }: CliContext): ExitCode {
  stdout.write(text);
  return exitCodes.clean;
}

function wrongUsage(message: string, text: string, { stderr }: CliContext): ExitCode {
  stderr.write(`${message}\n\n${text}`);
  return exitCodes.usage;
}

function couldNot(message: string, { stderr }: CliContext): ExitCode {
  stderr.write(`${printable(message)}\n`);
  return exitCodes.couldNot;
}
