import { attribution } from '../../migration/service/attribution.ts';
import { type PreparedPlan, runKnowledge, runMoves } from '../../migration/service/preparedPlan.ts';
import type { Ran } from '../../migration/service/runs.ts';
import { leftOutEntries, planRanges } from '../../migration/report/planReport.ts';
import { runReport } from '../../migration/report/runReport.ts';
import { samePlaces } from '../../migration/report/samePlaces.ts';
import type { RunOptions } from '../../migration/run/runOptions.ts';
import type { RunOutcome } from '../../migration/run/outcome.ts';
import type { RunFiles } from '../../migration/runFiles.ts';
import type { VaultAccess } from '../../runtime.ts';
import { version } from '../../version.ts';
import type { CliContext, ExitCode } from '../context.ts';
import { CouldNotError } from '../context.ts';
import { ProgressLine } from '../terminal/progressLine.ts';
import type { ReportFormat } from './migrateOrder.ts';
import { commandRuns, commandRunStore } from './openRuns.ts';
import { exitCodeOf, printReport } from './printReport.ts';

/** What a run acts on. */
export interface CommandPorts {
  readonly access: VaultAccess;
  readonly files: RunFiles;
  readonly context: CliContext;
}

/** Begins a run of a plan that the person has agreed to, and reports. @throws CouldNotError when it cannot begin. */
export async function startRun(
  prepared: PreparedPlan,
  folders: readonly string[],
  { format }: { readonly format: ReportFormat },
  ports: CommandPorts,
  signal: AbortSignal,
): Promise<ExitCode> {
  const { context, access, files } = ports;
  const runs = commandRuns(access.vault, files, commandRunStore(context));
  const startedAt = new Date().toISOString();
  const kvV1RaceConfirmed = prepared.judgement.kvV1Paths.length > 0;
  const facts = { startedAt, folders, kvV1RaceConfirmed };
  const progress = new ProgressLine(context);
  const options = { ...(await runOptions(access, progress, signal)), known: runKnowledge(prepared) };
  const begun = await runs.begin(facts, runMoves(prepared), options, signal);
  progress.erase();
  if (begun.kind === 'refused') throw new CouldNotError(begun.because);
  const report = runReport(begun.header, begun.outcome, planContext(prepared, begun));
  printReport(report, format, context);
  tellRun(begun, context);
  return exitCodeOf(report);
}

/** Attribution and progress of a run. */
export async function runOptions(
  access: VaultAccess,
  progress: ProgressLine,
  signal: AbortSignal,
): Promise<RunOptions> {
  const identity = (await access.identity(signal))?.displayName;
  const at = new Date().toISOString();
  return {
    attribution: attribution({ identity, at, tool: `vault-refs ${version}` }),
    onProgress: ({ done, total }) => progress.show(() => `Secrets moved: ${done} of ${total}.`),
  };
}

/** Says how to go on with a run, or to take it back. */
export function tellRun({ header, outcome }: Ran<RunOutcome>, { stderr }: Pick<CliContext, 'stderr'>): void {
  const isWhole = outcome.entries.every(({ status }) => status === 'moved' || status === 'reused');
  const again = isWhole ? '' : `To go on: vault-refs migrate --continue ${header.run}\n`;
  stderr.write(`${again}To take it back: vault-refs undo ${header.run}\n`);
}

function planContext(
  { plan, judgement }: PreparedPlan,
  { outcome }: Ran<RunOutcome>,
): Parameters<typeof runReport>[2] {
  const names = new Map(plan.files.map(({ uri, path }) => [uri, path]));
  const moved = outcome.entries.filter(({ status }) => status === 'moved' || status === 'reused');
  return {
    fileName: (uri) => names.get(uri) ?? uri,
    ranges: planRanges(plan),
    leftOut: leftOutEntries(plan, judgement),
    samePlaces: samePlaces(plan, new Set(moved.map(({ id }) => id))),
  };
}
