import { baseline, baselineUsage } from './commands/baseline.ts';
import { check, checkUsage } from './commands/check.ts';
import { inVault, inVaultUsage } from './commands/inVault.ts';
import { login, loginUsage } from './commands/login.ts';
import { logout, logoutUsage } from './commands/logout.ts';
import { lsp, lspUsage } from './commands/lsp.ts';
import { migrate, migrateUsage } from './commands/migrate.ts';
import { runs, runsUsage } from './commands/runs.ts';
import { policy, policyUsage } from './commands/policy.ts';
import { scan, scanUsage } from './commands/scan.ts';
import { status, statusUsage } from './commands/status.ts';
import { undo, undoUsage } from './commands/undo.ts';
import type { CliContext, ExitCode } from './context.ts';
import { CouldNotError, exitCodes, UsageError } from './context.ts';
import { printable } from '../printable.ts';

interface Command {
  readonly usage: string;
  /** The exit code, or undefined when the process goes on. @throws UsageError on wrong arguments. */
  run(args: readonly string[], context: CliContext): ExitCode | Promise<ExitCode | undefined>;
}

const commands = new Map<string, Command>([
  ['scan', { usage: scanUsage, run: scan }],
  ['baseline', { usage: baselineUsage, run: baseline }],
  ['check', { usage: checkUsage, run: check }],
  ['in-vault', { usage: inVaultUsage, run: inVault }],
  ['migrate', { usage: migrateUsage, run: migrate }],
  ['undo', { usage: undoUsage, run: undo }],
  ['runs', { usage: runsUsage, run: runs }],
  ['login', { usage: loginUsage, run: login }],
  ['logout', { usage: logoutUsage, run: logout }],
  ['policy', { usage: policyUsage, run: policy }],
  ['status', { usage: statusUsage, run: status }],
  ['lsp', { usage: lspUsage, run: lsp }],
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
  const command = commands.get(name);
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
