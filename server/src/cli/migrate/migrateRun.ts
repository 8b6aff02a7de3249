import { pathToFileURL } from 'node:url';
import { loadPolicy } from '../../detectionPolicies.ts';
import { planReport } from '../../migration/report/planReport.ts';
import type { PlanSource } from '../../migration/plan/plan.ts';
import { preparePlan, type PreparedPlan } from '../../migration/service/preparedPlan.ts';
import type { RunFiles } from '../../migration/runFiles.ts';
import { printable } from '../../printable.ts';
import type { VaultAccess } from '../../runtime.ts';
import type { ConfigFile } from '../../scan/files/walk.ts';
import type { CliContext, ExitCode } from '../context.ts';
import { CouldNotError } from '../context.ts';
import { PATTERN_TIME_LIMIT } from '../scan/timeLimit.ts';
import { signInAt } from '../signIn.ts';
import { ProgressLine } from '../terminal/progressLine.ts';
import { agreeToRun, type RunPlace } from './agreement.ts';
import { filesWithSecrets } from './filesWithSecrets.ts';
import { leaveBlocked } from './leaveBlocked.ts';
import { makePlan, targetMounts } from './makePlan.ts';
import type { NewMigration, RunManner } from './migrateOrder.ts';
import { type CommandSettings, readCommandSettings } from './migrateSettings.ts';
import { filesBelow } from './openRuns.ts';
import { pathRoots } from './pathRoots.ts';
import { planSource } from './planSources.ts';
import { exitCodeOf, printReport } from './printReport.ts';
import { fileNames, shownPlan } from './shownPlan.ts';
import { startRun } from './startRun.ts';

type Order = NewMigration & RunManner;

/** A new migration of what lies at and below the PATHs, over a connection that is not signed in yet. */
export class MigrateRun {
  readonly #order: Order;
  readonly #access: VaultAccess;
  readonly #context: CliContext;
  readonly #signal: AbortSignal;
  readonly #roots: readonly string[];
  readonly #files: RunFiles;

  constructor(order: Order, access: VaultAccess, context: CliContext, signal: AbortSignal) {
    this.#order = order;
    this.#access = access;
    this.#context = context;
    this.#signal = signal;
    this.#roots = pathRoots(order.paths, context.cwd);
    this.#files = filesBelow(this.#roots);
  }

  /** Plans, asks, moves and reports. @throws UsageError, CouldNotError. */
  async run(): Promise<ExitCode> {
    const settings = await readCommandSettings(this.#order, this.#context.cwd);
    settings.problems.forEach((problem) => this.#say(problem));
    const found = await this.#find(settings);
    const sources = await this.#sources(found, settings);
    const isSignedIn = sources.length === 0 || (await this.#signIn());
    const mounts = targetMounts(isSignedIn ? this.#access.store.knownMounts : []);
    const plan = makePlan(sources, settings, this.#order.referenceFormat, mounts);
    const names = fileNames(found, this.#order.format);
    const ports = { vault: this.#access.vault, files: this.#files };
    const first = await preparePlan(ports, shownPlan(plan, names), this.#signal);
    const chosen = this.#order.leavesBlocked ? leaveBlocked(first) : first;
    const prepared = { ...chosen, plan: shownPlan(chosen.plan, names) };
    return this.#conclude(prepared, { ...this.#place(), mounts });
  }

  async #find(settings: CommandSettings): Promise<readonly ConfigFile[]> {
    const { detection, minConfidence } = settings;
    const progress = new ProgressLine(this.#context);
    const tell = (problem: string): void => this.#say(problem);
    const search = { detection, minConfidence, tell, progress };
    const { files, couldNotRead } = await filesWithSecrets(this.#order, search, this.#context, this.#signal);
    if (couldNotRead) throw new CouldNotError('Nothing was written: a PATH cannot be read.');
    return files;
  }

  async #sources(
    found: readonly ConfigFile[],
    { detection, minConfidence }: CommandSettings,
  ): Promise<readonly PlanSource[]> {
    const policy = await loadPolicy(detection, (problem) => this.#say(problem), PATTERN_TIME_LIMIT);
    const sources: PlanSource[] = [];
    for (const file of found) {
      const detecting = { policy, minConfidence };
      const source = await planSource(this.#files, file, this.#roots, detecting, this.#signal);
      if (source) sources.push(source);
    }
    return sources;
  }

  /** A dry run shows the targets without Vault as well. */
  async #signIn(): Promise<boolean> {
    const { place, isDryRun } = this.#order;
    const signedIn = await signInAt(this.#access, place, this.#context.cwd);
    if (signedIn.ok) return true;
    const message = `Not signed in: ${signedIn.message}`;
    if (!isDryRun) throw new CouldNotError(message);
    this.#say(message);
    return false;
  }

  #place(): Omit<RunPlace, 'mounts'> {
    // Without a connection the plan is one of places in Vault, wherever that is.
    const { origin = 'Vault', namespace } = this.#access.vault;
    return { origin, namespace };
  }

  async #conclude(prepared: PreparedPlan, place: RunPlace): Promise<ExitCode> {
    const { plan, judgement } = prepared;
    const { isDryRun, isAgreed, format } = this.#order;
    const report = planReport(plan, judgement, place);
    const isBlocked = judgement.blockers.length > 0;
    const isIdle = judgement.counts.secrets === 0;
    // A program that reads JSON reads one document: that of the run, where there is one.
    if (isDryRun || isBlocked || isIdle) printReport(report, format, this.#context);
    else if (!isAgreed) printReport(report, 'text', { ...this.#context, stdout: this.#textOutput() });
    if (isDryRun || isIdle) return exitCodeOf(report);
    if (isBlocked)
      throw new CouldNotError(
        'Nothing was written: mend what is named, or go without it by --leave-blocked.',
      );
    await agreeToRun(prepared, place, this.#order, this.#context);
    const folders = this.#roots.map((root) => pathToFileURL(root).href);
    const ports = { access: this.#access, files: this.#files, context: this.#context };
    return startRun(prepared, folders, this.#order, ports, this.#signal);
  }

  #textOutput(): CliContext['stdout'] {
    return this.#order.format === 'json' ? this.#context.stderr : this.#context.stdout;
  }

  #say(line: string): void {
    this.#context.stderr.write(`${printable(line)}\n`);
  }
}
