import type { CliContext, ExitCode } from '../context.ts';
import { continueRun } from '../migrate/continueRun.ts';
import { interruptible } from '../migrate/interrupts.ts';
import { readMigrateOrder } from '../migrate/migrateOrder.ts';
import { MigrateRun } from '../migrate/migrateRun.ts';
import { placeOptionsUsage, placeUsage } from '../signIn.ts';

export const migrateUsage = `Usage: vault-refs migrate [OPTION]... PATH...
       vault-refs migrate --continue [RUN] [OPTION]...

Moves the plaintext secrets of the YAML and JSON files at and below each PATH into Vault, and puts references in their
place. Shows the plan, looks at Vault and the files for anything that stands in the way, and asks. Never overwrites a
value, never shows one. Each value is read back before its file is changed. A run can be cancelled, continued after a
crash, and taken back ("vault-refs undo").

${placeUsage}

Options:
  --to TEMPLATE    where secrets go: mount/path#key with \${mount}, \${workspaceFolder} (the folder of PATH),
                   \${relativePath}, \${fileBasename}, \${environment}, \${kubernetes.namespace}, \${kubernetes.name},
                   \${keyPath} and \${key}; by default \${mount}/\${workspaceFolder}/\${relativePath}#\${keyPath}
  --reference-format own|vals|bank-vaults|argocd-vault-plugin
                   how references are written; by default as the file's own tool reads them
  --share same-key|always|never
                   when equal values become one secret: same-key by default
  --min-confidence certain|high|medium|low
                   leaves what is less sure; medium by default
  --config FILE    settings of detection and moving in JSON with comments, as in VS Code's settings.json. A template in it
                   is asked for on its own, and --yes does not agree to it
  --exclude GLOB   leaves files and folders out; may be given more than once
  --no-gitignore   looks at what .gitignore files name, too
  --dry-run        shows the plan and what stands in the way, and writes nothing; needs Vault only to tell the actions
  --leave-blocked  goes without the secrets that something stands in the way of
  --yes            moves without asking; without a terminal and --yes nothing is written
  --kv-v1          agrees that KV v1 has no check-and-set: a write of somebody else at the same moment could be lost
  --format text|json
                   text (default), or one JSON object {run, entries: [{file, line, col_start, end_line, col_end, mount,
                   path, key, action, reference, status, reason}]}; positions as of scan, run is null for a plan
  --continue [RUN] goes on with a run that was cut short: the only unfinished one if none is named
${placeOptionsUsage}
  --help           show this text

Exit code: 0 all moved (or would be), 1 some not, 2 wrong usage, 3 could not start.
`;

/** `vault-refs migrate`. @throws UsageError, CouldNotError. */
export async function migrate(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const order = readMigrateOrder(args);
  const access = await context.openVault();
  try {
    return await interruptible(context, (signal) =>
      order.kind === 'continue'
        ? continueRun(order, access, context, signal)
        : new MigrateRun(order, access, context, signal).run(),
    );
  } finally {
    access.signOut();
  }
}
