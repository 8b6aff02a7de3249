import { parseOptions } from '../arguments.ts';
import type { CliContext, ExitCode } from '../context.ts';
import { interruptible } from '../migrate/interrupts.ts';
import { mannerOptions, readManner, readRun } from '../migrate/migrateOrder.ts';
import { takeBack } from '../migrate/takeBack.ts';
import { placeOptionsUsage, placeUsage } from '../signIn.ts';

export const undoUsage = `Usage: vault-refs undo [RUN] [OPTION]...

Takes a migration back: puts the values from Vault back into the files, byte for byte as they were, reads the files
again, and then, after asking once more, removes from Vault what the run has put there and nobody has changed since.
References that are still in use below the folders of the run are listed before. Without RUN, the only run there is.

${placeUsage}

Options:
  --yes            does not ask; keys whose references are still in use are kept then. Without a terminal and --yes
                   nothing is written
  --kv-v1          agrees that deleting from KV v1 is final
  --format text|json
                   as of migrate
${placeOptionsUsage}
  --help           show this text

Exit code: 0 all is as before, 1 some is not, 2 wrong usage, 3 could not start.
`;

/** `vault-refs undo`. @throws UsageError, CouldNotError. */
export async function undo(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const { values, positionals } = parseOptions(args, mannerOptions);
  const order = { ...readManner(values), run: readRun(positionals) };
  const access = await context.openVault();
  try {
    return await interruptible(context, (signal) => takeBack(order, access, context, signal));
  } finally {
    access.signOut();
  }
}
