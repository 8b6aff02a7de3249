import type { CliContext } from '../context.ts';
import { UsageError } from '../context.ts';

export const lspUsage = `Usage: vault-refs lsp --stdio

Runs the language server on standard input and output, for editors other than VS Code. It signs in with VAULT_ADDR
and VAULT_TOKEN of its environment where it has both; without them it finds plaintext secrets and malformed
references.

Options:
  --stdio  speak over standard input and output (required)
  --help   show this text

Exit code: 0 after an orderly end, 1 when the client ended it without one, 2 wrong usage.
`;

/** `vault-refs lsp`. The server ends the process itself. @throws UsageError without `--stdio` or with anything else. */
export async function lsp(args: readonly string[], context: CliContext): Promise<undefined> {
  if (args.length !== 1 || args[0] !== '--stdio') throw new UsageError('The one argument is --stdio.');
  await context.startServer();
}
