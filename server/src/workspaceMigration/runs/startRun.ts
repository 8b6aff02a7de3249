import { heldIn } from '../../handlers/workspacePlace.ts';
import { boundVault } from '../../languageService/migration/boundVault.ts';
import type { Plan } from '../../migration/plan/plan.ts';
import type { Judgement } from '../../migration/preflight/judgement.ts';
import { leftOutEntries, planRanges } from '../../migration/report/planReport.ts';
import type { ReportContext } from '../../migration/report/runReport.ts';
import { samePlaces } from '../../migration/report/samePlaces.ts';
import type { RunOutcome } from '../../migration/run/outcome.ts';
import {
  type PreparedPlan,
  preparePlan,
  runKnowledge,
  runMoves,
} from '../../migration/service/preparedPlan.ts';
import type { MigrationResult, RunMigrationParams } from '../../protocol.ts';
import { fileNames } from '../fileNames.ts';
import type { MigrationParts } from '../migrationParts.ts';
import type { PlanShelf } from '../planning/planShelf.ts';
import { refused, runResult } from './results.ts';
import { type RunContext, runOptions, runsHere, settle, type TellProgress } from './runContext.ts';

const planGone = 'This plan does not hold any more: make it again.';
const elsewhere = 'Nothing was moved: this window is no longer connected to the server you agreed to.';

/**
 * Moves what is ticked in a plan. Everything is looked at once more, and whatever stands in the way refuses the whole run.
 * @throws the signal's reason, before anything is written.
 */
export async function startRun(
  context: RunContext,
  shelf: PlanShelf,
  params: RunMigrationParams,
  tell: TellProgress,
  signal: AbortSignal,
): Promise<MigrationResult> {
  const { parts, files } = context;
  const held = shelf.get(params.plan);
  if (!held) return refused(planGone);
  if (!isAgreedPlace(parts, params)) return refused(elsewhere);
  tell('looking at Vault');
  const vault = boundVault(parts.access.vault);
  const prepared = await preparePlan({ vault, files }, held.prepared.plan, signal);
  if (!isAgreedPlace(parts, params)) return refused(elsewhere);
  const problem = whyNot(prepared.judgement, params);
  if (problem !== undefined) return refused(`Nothing was moved. ${problem}`);
  const options = await runOptions(context, tell, signal);
  const folders = await foldersOf(parts, prepared.plan);
  // From here on the run is bound to the connection, so it has to be the one that was agreed to.
  if (!isAgreedPlace(parts, params)) return refused(elsewhere);
  const runs = runsHere(context);
  shelf.drop();
  const { kvV1RaceConfirmed } = params;
  const facts = { startedAt: new Date().toISOString(), folders, kvV1RaceConfirmed };
  const known = runKnowledge(prepared);
  const begun = await runs.begin(facts, runMoves(prepared), { ...options, known }, signal);
  await settle(context, begun.kind === 'ran' ? begun.header : undefined);
  if (begun.kind === 'refused') return refused(begun.because);
  return runResult(begun.header, begun.outcome, await reportContext(parts, prepared, begun.outcome));
}

function isAgreedPlace(
  { access }: MigrationParts,
  { origin, namespace }: Pick<RunMigrationParams, 'origin' | 'namespace'>,
): boolean {
  return access.vault.origin === origin && access.vault.namespace === namespace;
}

/** What stands in the way, in one or two sentences. */
function whyNot(
  { blockers, counts, kvV1Paths }: Judgement,
  { kvV1RaceConfirmed }: RunMigrationParams,
): string | undefined {
  const [first, ...others] = blockers;
  if (first && others.length > 0)
    return `${first.message} ${others.length === 1 ? 'One more thing is' : `${others.length} more things are`} to be mended.`;
  if (first) return first.message;
  if (counts.secrets === 0) return 'Nothing is ticked in the plan.';
  if (kvV1Paths.length > 0 && !kvV1RaceConfirmed) return 'KV v1 has no check-and-set: confirm that first.';
  return undefined;
}

/** The folders that hold the files of what is ticked: a window in which they are open can go on with the run. */
async function foldersOf(parts: MigrationParts, { entries }: Plan): Promise<readonly string[]> {
  const folders = await parts.folders.current();
  const uris = new Set(entries.flatMap(({ uri, isOn }) => (isOn ? [uri] : [])));
  return [...new Set([...uris].flatMap((uri) => heldIn(uri, folders)?.folder.uri ?? []))];
}

async function reportContext(
  parts: MigrationParts,
  { plan, judgement }: PreparedPlan,
  outcome: RunOutcome,
): Promise<ReportContext> {
  const fileName = fileNames(await parts.folders.current());
  const named = { ...plan, files: plan.files.map((file) => ({ ...file, path: fileName(file.uri) })) };
  const moved = outcome.entries.filter(({ status }) => status === 'moved' || status === 'reused');
  return {
    fileName,
    ranges: planRanges(named),
    leftOut: leftOutEntries(named, judgement),
    samePlaces: samePlaces(named, new Set(moved.map(({ id }) => id))),
  };
}
