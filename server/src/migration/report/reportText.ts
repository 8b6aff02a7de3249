import { formatReference } from '../../languageService/references/format.ts';
import { printable } from '../../printable.ts';
import type { MigrationReport, ReportEntry } from './report.ts';
import { copies, hasMoved, rotation, statusWords, summary } from './reportWords.ts';

/** A report for a terminal, with line breaks. Names are printable, and there is no value in it. */
export function reportText(report: MigrationReport): string {
  const { entries, blockers, notes, keys, samePlaces } = report;
  const lines = [
    ...entries.map(entryLine),
    ...keys.map(
      ({ target, status, reason }) => `${formatReference(target)}: ${status} in Vault${because(reason)}`,
    ),
    ...(blockers.length === 0 ? [] : ['Mend this first:', ...blockers.map((blocker) => `- ${blocker}`)]),
    ...notes,
    ...(hasMoved(report) ? [rotation, ...copies.map((copy) => `- ${copy}`)] : []),
    ...samePlaces.map(({ file, line }) => `- The same value: ${file}:${line}`),
    summary(report),
  ];
  return lines.map((line) => `${printable(line)}\n`).join('');
}

/** `file:line:column`, which terminals make a link of. */
function entryLine({ file, line, range, target, action, reason, ...entry }: ReportEntry): string {
  const place = [file, line, ...(range ? [range.colStart] : [])].join(':');
  const detail = reason === undefined ? '' : ` ${reason}`;
  const words = statusWords({ file, line, target, action, ...entry });
  return `${place} -> ${formatReference(target)} (${action}): ${words}.${detail}`;
}

function because(reason: string | undefined): string {
  return reason === undefined ? '.' : `. ${reason}.`;
}
