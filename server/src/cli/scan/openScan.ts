import { resolve } from 'node:path';
import { type Scanner } from '../../scan/scanner.ts';
import type { Exclusion } from '../../scan/workspace/exclusions.ts';
import { applyBaseline } from '../baseline/applyBaseline.ts';
import type { CliContext } from '../context.ts';
import { createReporter } from '../reporters/index.ts';
import { paint, plain, wantsColour } from '../terminal/colours.ts';
import { exclusionOf } from './excluding.ts';
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
  const { detection } = settings;
  const problems = [...settings.problems];
  const isExcluded = await exclusionOf(order.exclude, (problem) => problems.push(problem));
  const { source, filters } = await openSource(order.target, context, scanner, isExcluded);
  const request = { detection, minConfidence: order.minConfidence ?? settings.minConfidence };
  const applied = await applyBaseline(order.baseline, request, wholePaths(order, context), context);
  const colour = wantsColour(context.stdout, context.environment) ? paint : plain;
  return {
    source,
    request: applied.request,
    problems,
    // What other filters take away is not stale.
    filters: [...applied.filters, ...filters],
    reporter: createReporter(order.format, source.root, colour),
  };
}

/** Absolute paths at and below which everything is looked at. */
function wholePaths({ target, exclude }: ScanOrder, { cwd }: Pick<CliContext, 'cwd'>): readonly string[] {
  return target.kind === 'paths' && exclude.length === 0
    ? target.paths.map((path) => resolve(cwd, path))
    : [];
}

interface SourceAndFilters {
  readonly source: Source;
  readonly filters: readonly FindingFilter[];
}

async function openSource(
  target: ScanTarget,
  context: CliContext,
  scanner: Scanner,
  isExcluded?: Exclusion,
): Promise<SourceAndFilters> {
  switch (target.kind) {
    case 'paths':
      return {
        source: pathSource(target.paths, context.cwd, scanner, {
          readsIgnored: target.withIgnored,
          ...(isExcluded === undefined ? {} : { isExcluded }),
        }),
        filters: [],
      };
    case 'stdin':
      return { source: standardInputSource(target.fileName, context), filters: [] };
    case 'staged':
      return { source: await stagedSource(target.paths, context, isExcluded), filters: [] };
    case 'since': {
      const { source, onChangedLines } = await sinceSource(
        target.revision,
        target.paths,
        context,
        scanner,
        isExcluded,
      );
      return { source, filters: target.wholeFiles ? [] : [onChangedLines] };
    }
  }
}
