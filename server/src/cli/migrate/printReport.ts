import { targetName } from '../../languageService/migration/messages.ts';
import type { MigrationReport } from '../../migration/report/report.ts';
import { reportJson } from '../../migration/report/reportJson.ts';
import { reportText } from '../../migration/report/reportText.ts';
import { printable } from '../../printable.ts';
import type { CliContext, ExitCode } from '../context.ts';
import { exitCodes } from '../context.ts';
import { safeJson } from '../reporters/safeJson.ts';
import type { ReportFormat } from './migrateOrder.ts';

/** Prints a report on standard output; what JSON has no room for goes to standard error. */
export function printReport(
  report: MigrationReport,
  format: ReportFormat,
  { stdout, stderr }: Pick<CliContext, 'stdout' | 'stderr'>,
): void {
  if (format === 'text') {
    stdout.write(reportText(report));
    return;
  }
  stdout.write(`${safeJson(reportJson(report))}\n`);
  for (const line of besides(report)) stderr.write(`${printable(line)}\n`);
}

function besides({ blockers, notes, keys, samePlaces }: MigrationReport): readonly string[] {
  const kept = keys.filter(({ status }) => status !== 'removed');
  return [
    ...blockers,
    ...notes,
    ...kept.map(
      ({ target, reason = 'It was not reached' }) => `Kept in Vault: ${targetName(target)}. ${reason}.`,
    ),
    ...samePlaces.map(({ file, line }) => `The same value: ${file}:${line}`),
  ];
}

const done = new Set<string>(['planned', 'moved', 'reused', 'restored']);

/** Clean when every secret is, or would be, where it should be and no key is kept. */
export function exitCodeOf({ entries, keys }: MigrationReport): ExitCode {
  const isWhole =
    entries.every(({ status }) => done.has(status)) && keys.every(({ status }) => status === 'removed');
  return isWhole ? exitCodes.clean : exitCodes.findings;
}
