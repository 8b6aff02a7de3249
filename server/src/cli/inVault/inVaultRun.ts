import type { AgreedPlace, Comparison } from '../../inVault/comparison.ts';
import { compare } from '../../inVault/comparison.ts';
import { Gathering } from '../../inVault/gathering.ts';
import { listPaths } from '../../inVault/listedPaths.ts';
import type { PlannedPaths } from '../../inVault/plannedPaths.ts';
import type { Prefix } from '../../inVault/prefix.ts';
import { parsePrefix } from '../../inVault/prefix.ts';
import { nothingToDo, planGaps, planWords, resultWords } from '../../inVault/words.ts';
import type { NamedMount } from '../../languageService/references/mounts.ts';
import { defaultResourceSettings } from '../../languageService/resourceSettings.ts';
import { printable } from '../../printable.ts';
import type { VaultAccess } from '../../runtime.ts';
import { walkConfigFiles } from '../../scan/files/walk.ts';
import type { ScanStep } from '../../scan/scanFiles.ts';
import { createDigestKey } from '../../valueDigest.ts';
import type { CliContext, ExitCode } from '../context.ts';
import { CouldNotError, exitCodes, UsageError } from '../context.ts';
import { SkippedFiles } from '../files/skippedFiles.ts';
import type { ReportedFinding } from '../reporters/reporter.ts';
import { readScanSettings, usualSettings } from '../scan/scanSettings.ts';
import { walkOptionsOf } from '../scan/fileSelection.ts';
import { commandScanner } from '../scan/commandScanner.ts';
import type { InVaultOrder } from './inVaultOrder.ts';
import { matchJsonLines, matchText } from './reportMatch.ts';

/** One comparison of files with Vault, over a connection that is signed in. */
export class InVaultRun {
  readonly #order: InVaultOrder;
  readonly #access: VaultAccess;
  readonly #context: CliContext;
  readonly #skipped: SkippedFiles;
  readonly #key = createDigestKey();
  readonly #gathering = new Gathering<ReportedFinding>();
  readonly #signal = new AbortController().signal;

  constructor(order: InVaultOrder, access: VaultAccess, context: CliContext) {
    this.#order = order;
    this.#access = access;
    this.#context = context;
    this.#skipped = new SkippedFiles(context);
  }

  /** Runs to the end and says how it went. @throws UsageError, CouldNotError. */
  async run(): Promise<ExitCode> {
    const { store } = this.#access;
    if (store.connection.kind === 'signed-out') throw new CouldNotError('Not signed in.');
    const { origin, namespace } = store.connection;
    const mounts = [...defaultResourceSettings.mounts, ...store.knownMounts];
    const prefix = this.#prefix(mounts.map((mount) => (typeof mount === 'string' ? mount : mount.path)));
    await this.#gather(mounts);
    const plan = prefix ? await this.#below(prefix) : this.#gathering.paths;
    planGaps(plan).forEach((gap) => this.#say(gap));
    const idle = nothingToDo(plan, this.#gathering.size);
    if (idle !== undefined) {
      this.#say(idle);
      return this.#skipped.hasArgument ? exitCodes.couldNot : exitCodes.clean;
    }
    await this.#agree(planWords(plan, this.#gathering.size, { origin, namespace }));
    return this.#conclude(await this.#compare({ origin, namespace }, plan));
  }

  async #gather(mounts: readonly NamedMount[]): Promise<void> {
    const { paths, config, selection } = this.#order;
    const { cwd } = this.#context;
    const { detection, problems } = config === undefined ? usualSettings : readScanSettings(config, cwd);
    problems.forEach((problem) => this.#say(problem));
    const request = { detection, minConfidence: 'high', compare: { key: this.#key, mounts } } as const;
    const walk = await walkOptionsOf(selection, (problem) => {
      throw new CouldNotError(`Nothing was read: ${problem}`);
    });
    const scanner = commandScanner();
    try {
      const steps = scanner.scan(walkConfigFiles(paths, cwd, walk), request, (problem) => this.#say(problem));
      for await (const step of steps) this.#take(step);
    } finally {
      scanner.dispose();
    }
  }

  #take(step: ScanStep): void {
    if ('skipped' in step) {
      this.#skipped.tell(step.skipped);
      return;
    }
    const { file, scanned } = step;
    if (scanned.limit !== undefined)
      this.#skipped.tell({ shown: file.shown, reason: scanned.limit, isArgument: false });
    this.#gathering.addReferences(scanned.references);
    for (const { digests, ...finding } of scanned.findings) {
      this.#gathering.addFinding({ file, finding }, digests);
    }
  }

  #prefix(mounts: readonly string[]): Prefix | undefined {
    if (this.#order.prefix === undefined) return undefined;
    const parsed = parsePrefix(this.#order.prefix, mounts);
    if (!parsed.ok) throw new UsageError(parsed.message);
    return parsed.prefix;
  }

  async #below(prefix: Prefix): Promise<PlannedPaths> {
    const listing = await listPaths(this.#access.store, prefix, this.#signal);
    if (listing.kind === 'listed') return listing;
    throw new CouldNotError(`The prefix cannot be listed (${listing.kind}): ${listing.detail}`);
  }

  /** @throws CouldNotError unless a person agrees. */
  async #agree(plan: string): Promise<void> {
    this.#say(plan);
    if (this.#order.isAgreed) return;
    const answer = await this.#context.confirm?.('Read them? [y/N] ');
    if (answer === undefined)
      throw new CouldNotError('Nothing was read: nobody can be asked, so give --yes.');
    if (!answer) throw new CouldNotError('Nothing was read.');
  }

  #compare(place: AgreedPlace, { paths }: PlannedPaths): Promise<Comparison> {
    const request = { place, paths, wanted: this.#gathering.wanted, key: this.#key };
    return compare(this.#access.digests, request, this.#signal);
  }

  #conclude(comparison: Comparison): ExitCode {
    const line = this.#order.format === 'text' ? matchText : matchJsonLines;
    const found = new Set<ReportedFinding>();
    for (const match of this.#gathering.matches(comparison.matches)) {
      this.#context.stdout.write(line(match));
      found.add(match.place);
    }
    this.#say(resultWords(comparison, found.size));
    if (comparison.stopped || this.#skipped.hasArgument) return exitCodes.couldNot;
    if (found.size > 0) return exitCodes.findings;
    return isWhole(comparison) ? exitCodes.clean : exitCodes.couldNot;
  }

  #say(line: string): void {
    this.#context.stderr.write(`${printable(line)}\n`);
  }
}

/** Whether every path that is there was read. */
function isWhole({ unread }: Comparison): boolean {
  return !unread.has('denied') && !unread.has('failed');
}
