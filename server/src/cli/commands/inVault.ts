import { printable } from '../../printable.ts';
import type { CliContext, ExitCode } from '../context.ts';
import { exitCodes } from '../context.ts';
import { readInVaultOrder } from '../inVault/inVaultOrder.ts';
import { InVaultRun } from '../inVault/inVaultRun.ts';
import { placeOptionsUsage, placeUsage, signInAt } from '../signIn.ts';

export const inVaultUsage = `Usage: vault-refs in-vault [OPTION]... PATH...

Finds which plaintext secrets in the YAML and JSON files at and below each PATH are in Vault already. Says how many
paths it would read, and asks. Certain and high findings of 16 characters or more are compared by HMAC under a random
key of this process; of the values in Vault nothing is kept, shown or written.

${placeUsage} This command alone needs the right to read values.

Options:
  --prefix MOUNT/PATH  reads what is below it; without, the paths that references in the files name
  --yes                reads without asking; without a terminal and --yes nothing is read
  --format text|jsonl  text (default): file:line:column rule -> reference
                       jsonl: one JSON object a line with file, line, col_start, end_line, col_end, rule, confidence,
                       reference, of (value, part or decoded)
  --config FILE        settings of detection, as of scan
  --exclude GLOB       leaves files and folders out: *.json, charts/**; may be given more than once
  --no-gitignore       looks at what .gitignore files name, too
${placeOptionsUsage}
  --help               show this text

Exit code: 0 none is in Vault, 1 some are, 2 wrong usage, 3 could not compare (not signed in, not agreed to, a PATH
could not be read, Vault broke off, or none was found but some paths could not be read).
`;

/** `vault-refs in-vault`. @throws UsageError, CouldNotError. */
export async function inVault(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const order = readInVaultOrder(args);
  const access = await context.openVault();
  try {
    const signedIn = await signInAt(access, order.place, context.cwd);
    if (signedIn.ok) return await new InVaultRun(order, access, context).run();
    context.stderr.write(`Not signed in: ${printable(signedIn.message)}\n`);
    return exitCodes.couldNot;
  } finally {
    access.signOut();
  }
}
