import { pathToFileURL } from 'node:url';
import type { Plan } from '../../migration/plan/plan.ts';
import type { ConfigFile } from '../../scan/files/walk.ts';
import type { ReportFormat } from './migrateOrder.ts';

/** How a person, or a program that reads a scan, calls the files, by their addresses. */
export function fileNames(files: readonly ConfigFile[], format: ReportFormat): ReadonlyMap<string, string> {
  return new Map(
    files.map(({ absolute, shown, relative }) => [
      pathToFileURL(absolute).href,
      format === 'json' ? relative : shown,
    ]),
  );
}

/** The plan with its files called so: templates want other names than people. */
export function shownPlan(plan: Plan, names: ReadonlyMap<string, string>): Plan {
  return { ...plan, files: plan.files.map((file) => ({ ...file, path: names.get(file.uri) ?? file.path })) };
}
