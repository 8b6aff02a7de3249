import { resolve } from 'node:path';
import { printable } from '../../printable.ts';
import type { Baseline } from '../../scan/baseline/baseline.ts';
import { readBaselineFile, writeBaselineFile } from '../../scan/baseline/baselineFile.ts';
import { withFindings, withoutStale } from '../../scan/baseline/changes.ts';
import { markRequest, type MarkRequest } from '../../scan/baseline/findingMarks.ts';
import { newSalt } from '../../scan/baseline/marks.ts';
import { readPeerBaseline } from '../../scan/baseline/peers/index.ts';
import { PeerMarks } from '../../scan/baseline/peers/peerMarks.ts';
import { BaselineTally } from '../../scan/baseline/tally.ts';
import { readText } from '../../scan/files/readText.ts';
import { walkConfigFiles, type WalkOptions } from '../../scan/files/walk.ts';
import { scanFiles } from '../../scan/scanFiles.ts';
import { scanOptions } from '../../scan/scanOptions.ts';
import type { ScanRequest } from '../../scan/scanner.ts';
import { walkOptionsOf } from '../scan/fileSelection.ts';
import { pathSource } from '../scan/pathSource.ts';
import { readScanSettings, usualSettings } from '../scan/scanSettings.ts';
import { PATTERN_TIME_LIMIT } from '../scan/timeLimit.ts';
import { commandScanner } from '../scan/commandScanner.ts';
import type { CliContext } from '../context.ts';
import { CouldNotError } from '../context.ts';
import { isGone } from './baselineFilter.ts';
import type { BaselineOrder } from './baselineOrder.ts';
import { collect, type Collected } from './collect.ts';
import { baselinePlace, openBaselineToChange } from './openBaseline.ts';

/** What was done, as a line for the person. @throws CouldNotError when it cannot be done. */
export type Action = (order: BaselineOrder, context: CliContext) => Promise<string>;

/** Accepts all that is found, into a new baseline. */
export const createBaseline: Action = async (order, context) => {
  const { path, folder } = baselinePlace(order.file, context);
  refuseExisting(path);
  const baseline = { salt: newSalt(), entries: [] };
  const collected = await collectMarked(order, context, folder, { salt: baseline.salt, folder });
  const made = withFindings(baseline, collected.files, order.reason);
  write(path, made.baseline, undefined);
  return `Accepted: ${made.added}, in ${made.baseline.entries.length} entries.${outsideText(collected)}`;
};

function refuseExisting(path: string): void {
  if (readBaselineFile(path).kind === 'none') return;
  throw new CouldNotError('There is a file of that name already: use "vault-refs baseline update".');
}

/** Accepts what is new; all entries stay. */
export const updateBaseline: Action = async (order, context) => {
  const { path, folder, baseline, text } = await openBaselineToChange(order.file, context);
  const collected = await collectMarked(order, context, folder, { salt: baseline.salt, folder });
  const made = withFindings(baseline, collected.files, order.reason);
  write(path, made.baseline, text);
  return `Accepted: ${made.added}, kept: ${baseline.entries.length} entries.${outsideText(collected)}`;
};

/** Removes entries that there is no finding for, of files that were looked at and of those that are gone. */
export const pruneBaseline: Action = async (order, context) => {
  const { path, folder, baseline, text } = await openBaselineToChange(order.file, context);
  // Of any confidence: an entry may be about the least sure.
  const all = { ...order, minConfidence: 'low' as const };
  const { files } = await collectMarked(all, context, folder, markRequest(baseline, folder));
  const tally = new BaselineTally(baseline);
  for (const { file, findings, isComplete } of files) tally.accept(file, findings, isComplete);
  // Of a file that is not there nobody knows whether it would have been left out.
  const scanned =
    order.selection.exclude.length > 0 ? [] : order.paths.map((one) => resolve(context.cwd, one));
  const pruned = withoutStale(
    baseline,
    tally.stale((file) => isGone(folder, file, scanned)),
  );
  write(path, pruned, text);
  const { length } = pruned.entries;
  return `Removed: ${baseline.entries.length - length}, kept: ${length} entries.`;
};

/** Accepts what another scanner's baseline or report is about, into a baseline that there may be already. */
export const importBaseline: Action = async (order, context) => {
  const { path, folder } = baselinePlace(order.file, context);
  const opened =
    readBaselineFile(path).kind === 'none' ? undefined : await openBaselineToChange(order.file, context);
  const baseline = opened?.baseline ?? { salt: newSalt(), entries: [] };
  const peer = readPeer(order, context);
  const marks = new PeerMarks(peer, folder, baseline.salt);
  const steps = scanFiles(walkConfigFiles(order.paths, context.cwd, await walkOptions(order)), {
    ...(await scanOptions(requestOf(order, context), teller(context), PATTERN_TIME_LIMIT)),
    markIn: marks.markIn,
  });
  const { files } = await collect(steps, folder, context);
  const reason = order.reason ?? `Imported from ${peer.from}`;
  const made = withFindings(baseline, files, reason);
  write(path, made.baseline, opened?.text);
  const unfit = peer.unfit === 0 ? '' : ` Not in the format of ${peer.from}: ${peer.unfit}.`;
  return `Accepted: ${made.added}. Of ${peer.findings.length} findings of ${peer.from}, ${peer.findings.length - marks.used} have no counterpart among ours.${unfit}`;
};

function readPeer({ peerFile, from }: BaselineOrder, { cwd }: CliContext): PeerBaselineRead {
  const content = readText(resolve(cwd, peerFile));
  if ('skipped' in content) throw new CouldNotError(`The file to import is not read: ${content.skipped}.`);
  const peer = readPeerBaseline(content.text, from);
  if (peer) return peer;
  throw new CouldNotError(
    'The file to import is no baseline of detect-secrets and no JSON report of gitleaks.',
  );
}

type PeerBaselineRead = NonNullable<ReturnType<typeof readPeerBaseline>>;

async function collectMarked(
  order: BaselineOrder,
  context: CliContext,
  folder: string,
  marks: MarkRequest,
): Promise<Collected> {
  const scanner = commandScanner();
  try {
    const request = { ...requestOf(order, context), marks };
    const source = pathSource(order.paths, context.cwd, scanner, await walkOptions(order));
    return await collect(source.scan(request, teller(context)), folder, context);
  } finally {
    scanner.dispose();
  }
}

/** @throws CouldNotError for a glob that is none: what it was meant to leave out would be accepted. */
function walkOptions({ selection }: BaselineOrder): Promise<WalkOptions> {
  return walkOptionsOf(selection, (problem) => {
    throw new CouldNotError(`Nothing was changed: ${problem}`);
  });
}

/** The same settings as those of a scan. */
function requestOf({ config, minConfidence }: BaselineOrder, { cwd }: CliContext): ScanRequest {
  const settings = config === undefined ? usualSettings : readScanSettings(config, cwd);
  if (settings.problems.length > 0)
    throw new CouldNotError(`Nothing was changed: ${settings.problems.join(' ')}`);
  return { detection: settings.detection, minConfidence: minConfidence ?? settings.minConfidence };
}

function teller({ stderr }: CliContext): (problem: string) => void {
  return (problem) => void stderr.write(`${printable(problem)}\n`);
}

function write(path: string, baseline: Baseline, before: string | undefined): void {
  const problem = writeBaselineFile(path, baseline, before);
  if (problem !== undefined) throw new CouldNotError(problem);
}

function outsideText({ outside }: Collected): string {
  return outside === 0 ? '' : ` Not accepted, as they lie outside of the baseline's folder: ${outside}.`;
}
