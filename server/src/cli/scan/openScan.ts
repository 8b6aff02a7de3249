import { resolve } from 'node:path';
import { type Scanner } from '../../scan/scanner.ts';
import { applyBaseline } from '../baseline/applyBaseline.ts';
import type { CliContext } from '../context.ts';
import { createReporter } from '../reporters/index.ts';
import type { FindingFilter } from './findingFilter.ts';
import { pathSource } from './pathSource.ts';
import type { ScanParts } from './runScan.ts';
import type { ScanOrder } from './scanOrder.ts';
import { readScanSettings, usualSettings } from './scanSettings.ts';
import type { ScanTarget } from './scanTarget.ts';
import { sinceSource } from './sinceSource.ts';
import type { Source } from './source.ts';
import { stagedSource } from './stagedSource.ts';
import { standardInputSource } from './standardInputSource.ts';

/**
 * Makes the parts of a scan.
 * @throws CouldNotError when a file that is named cannot be used; GitError
 */
export async function openScan(order: ScanOrder, context: CliContext, scanner: Scanner): Promise<ScanParts> {
  const settings = order.config === undefined ? usualSettings : readScanSettings(order.config, context.cwd);
  const { detection, problems } = settings;
  const { source, filters } = await openSource(order.target, context, scanner);
  const request = { detection, minConfidence: order.minConfidence ?? settings.minConfidence };
  const applied = await applyBaseline(order.baseline, request, wholePaths(order.target, context), context);
  return {
    source,
    request: applied.request,
    problems,
    // What other filters take away is not stale.
    filters: [...applied.filters, ...filters],
    reporter: createReporter(order.format, source.root),
  };
}

/** Absolute paths at and below which everything is looked at. */
function wholePaths(target: ScanTarget, { cwd }: Pick<CliContext, 'cwd'>): readonly string[] {
  return target.kind === 'paths' ? target.paths.map((path) => resolve(cwd, path)) : [];
}

interface SourceAndFilters {
  readonly source: Source;
  readonly filters: readonly FindingFilter[];
}

async function openSource(
  target: ScanTarget,
  context: CliContext,
  scanner: Scanner,
): Promise<SourceAndFilters> {
  switch (target.kind) {
    case 'paths':
      return { source: pathSource(target.paths, context.cwd, scanner), filters: [] };
    case 'stdin':
      return { source: standardInputSource(target.fileName, context), filters: [] };
    case 'staged':
      return { source: await stagedSource(target.paths, context), filters: [] };
    case 'since': {
      const { source, onChangedLines } = await sinceSource(target.revision, target.paths, context, scanner);
      return { source, filters: target.wholeFiles ? [] : [onChangedLines] };
    }
  }
}
