import { formatReference } from '../../languageService/references/format.ts';
import { shownName } from '../shownName.ts';
import { codeSpan, plainMarkdown } from './inertMarkdown.ts';
import type { MigrationReport, ReportEntry, SamePlace } from './report.ts';
import { copies, hasMoved, rotation, statusWords, summary } from './reportWords.ts';

/** Most other places that are listed. */
const MAX_PLACES = 100;

/** A report as a Markdown document. Names stand in it as code, so that none becomes a link, and there is no value in it. */
export function reportMarkdown(report: MigrationReport): string {
  const { blockers, notes, keys } = report;
  return [
    `# ${titles[report.kind]}`,
    plainMarkdown(summary(report)),
    ...section('What stands in the way', blockers.map(plainMarkdown)),
    ...section('To know', notes.map(plainMarkdown)),
    ...files(report.entries),
    ...section(
      'Keys in Vault',
      keys.map(({ target, status, reason }) =>
        [`${codeSpan(formatReference(target))}: ${status}.`, ...sentence(reason)].join(' '),
      ),
    ),
    ...(hasMoved(report) ? plaintext(report.samePlaces) : []),
    '',
  ]
    .join('\n\n')
    .trimEnd()
    .concat('\n');
}

const titles: Readonly<Record<MigrationReport['kind'], string>> = {
  plan: 'Moving secrets to Vault: the plan',
  run: 'Moving secrets to Vault',
  undo: 'Moving secrets to Vault: undone',
};

function section(title: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : [`## ${title}`, list(items)];
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

function files(entries: readonly ReportEntry[]): readonly string[] {
  const byFile = new Map<string, ReportEntry[]>();
  for (const entry of entries) {
    const own = byFile.get(entry.file) ?? [];
    own.push(entry);
    byFile.set(entry.file, own);
  }
  return [...byFile].flatMap(([file, own]) => [`## ${codeSpan(shownName(file))}`, list(own.map(item))]);
}

function item(entry: ReportEntry): string {
  const { line, target, action, reason } = entry;
  const what = `Line ${line}: ${codeSpan(formatReference(target))} (${action}), ${statusWords(entry)}.`;
  return reason === undefined ? what : `${what} ${plainMarkdown(reason)}`;
}

function sentence(reason: string | undefined): readonly string[] {
  return reason === undefined ? [] : [plainMarkdown(`${reason}.`)];
}

function plaintext(samePlaces: readonly SamePlace[]): readonly string[] {
  const places = samePlaces
    .slice(0, MAX_PLACES)
    .map(({ file, line }) => `The same value: ${codeSpan(shownName(file))}, line ${line}.`);
  const more = samePlaces.length - places.length;
  const rest = more > 0 ? [`${more} more places with the same values.`] : [];
  return ['## What still holds the plaintext', rotation, list([...copies, ...places, ...rest])];
}
