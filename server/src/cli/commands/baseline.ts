import {
  type Action,
  createBaseline,
  importBaseline,
  pruneBaseline,
  updateBaseline,
} from '../baseline/actions.ts';
import { type BaselineAction, readBaselineOrder } from '../baseline/baselineOrder.ts';
import type { CliContext, ExitCode } from '../context.ts';
import { exitCodes } from '../context.ts';

export const baselineUsage = `Usage: vault-refs baseline create [OPTION]... PATH...
       vault-refs baseline update [OPTION]... PATH...
       vault-refs baseline prune [OPTION]... PATH...
       vault-refs baseline import [--from detect-secrets|gitleaks] [OPTION]... FILE PATH...

Keeps a list of accepted findings, so that "vault-refs scan --baseline FILE" and the editor report new ones alone.
An entry holds rule, file, key path, a reason and twelve bits of a salted hash: it tells nobody what a value was, and
a changed value is reported again. Lines do not matter, and entries follow files that git says were renamed.

  create  accepts all that is found at and below each PATH; never overwrites
  update  accepts what is new; all entries stay
  prune   removes entries whose secret is gone, of files at and below each PATH
  import  accepts what detect-secrets (.secrets.baseline) or gitleaks (a JSON report) accepted in FILE

Options:
  --file FILE      the baseline; .vault-refs-baseline.json by default, which the editor reads too. Entries name
                   files from its folder
  --reason TEXT    why these are accepted: one line
  --min-confidence certain|high|medium|low
                   leaves out what is less sure; medium by default
  --config FILE    settings of detection, as for "vault-refs scan"
  --exclude GLOB   leaves files and folders out: *.json, charts/**; may be given more than once
  --no-gitignore   looks at what .gitignore files name, too
  --help           show this text

Exit code: 0 done, 2 wrong usage, 3 could not do it; nothing is changed then.
`;

const byName: Readonly<Record<BaselineAction, Action>> = {
  create: createBaseline,
  update: updateBaseline,
  prune: pruneBaseline,
  import: importBaseline,
};

/** `vault-refs baseline`. @throws UsageError on wrong arguments, CouldNotError when it cannot be done. */
export async function baseline(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const order = readBaselineOrder(args);
  context.stderr.write(`${await byName[order.action](order, context)}\n`);
  return exitCodes.clean;
}
