import type { Match } from '../../inVault/gathering.ts';
import { formatReference } from '../../languageService/references/format.ts';
import { printable } from '../../printable.ts';
import type { DigestedText } from '../../scan/findingDigests.ts';
import { safeJson } from '../reporters/safeJson.ts';
import type { ReportedFinding } from '../reporters/reporter.ts';

/** What a match is of, where it is not the whole value as it is. */
const notes: Readonly<Record<DigestedText, string>> = {
  value: '',
  part: ' (a part of the value)',
  decoded: ' (decoded from base64)',
};

/** A line `file:line:column rule -> reference` for each reference. */
export function matchText({ place, of, targets }: Match<ReportedFinding>): string {
  const { start } = place.finding.range;
  const head = `${place.file.shown}:${start.line + 1}:${start.character + 1} ${place.finding.rule}`;
  const lines = targets.map(
    (target) => `${printable(`${head} -> ${formatReference(target)}${notes[of]}`)}\n`,
  );
  return lines.join('');
}

/** One JSON object a line for each reference, with the same keys in every version. */
export function matchJsonLines({ place, of, targets }: Match<ReportedFinding>): string {
  const { rule, confidence, range } = place.finding;
  const where = {
    file: place.file.relative,
    line: range.start.line + 1,
    col_start: range.start.character + 1,
    end_line: range.end.line + 1,
    col_end: range.end.character + 1,
  };
  const lines = targets.map(
    (target) => `${safeJson({ ...where, rule, confidence, reference: formatReference(target), of })}\n`,
  );
  return lines.join('');
}
