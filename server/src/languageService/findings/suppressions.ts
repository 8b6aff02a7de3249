import type { Finding } from './finding.ts';

/** Our own form, with an optional rule and an optional reason after `--`. */
const own = /(?:#|\/\/|\/\*|;)[^\n]{0,500}?\bvault-refs:\s{0,4}ignore\b[ \t]{0,4}([a-z][a-z.-]{0,60}[a-z])?/;
/** Forms of other scanners that people have in their files already. */
const foreign =
  /(?:#|\/\/|\/\*|;)[^\n]{0,500}?(?:gitleaks:allow\b|pragma: ?(?:allowlist|whitelist) (?:nextline )?secret\b)/;
const foreignNext = /(?:#|\/\/|\/\*|;)[^\n]{0,500}?pragma: ?(?:allowlist|whitelist) nextline secret\b/;
const anyMarker = /vault-refs:|gitleaks:allow|pragma: ?(?:allowlist|whitelist)/;
const blockHeader = /[|>][-+\d]{0,2}[ \t]*(?:#[^\n]*)?\r?$/;
const commentOnly = /^[ \t]*(?:#|\/\/|\/\*)/;

/** Findings without those that a comment on their line, or alone on the line above, sets aside. */
export function withoutSuppressed(findings: readonly Finding[], text: string): readonly Finding[] {
  if (findings.length === 0 || !anyMarker.test(text)) return findings;
  return findings.filter((finding) => !isSuppressed(finding, text));
}

/** A comment at the header of a block scalar speaks for all of it. */
function isSuppressed({ start, scalarStart, ruleId }: Finding, text: string): boolean {
  const header = lineStart(text, scalarStart) - 1;
  const places =
    header >= 0 && blockHeader.test(lineAt(text, lineStart(text, header))) ? [start, header] : [start];
  return places.some((place) => isMarked(text, place, ruleId));
}

function isMarked(text: string, place: number, ruleId: string): boolean {
  const from = lineStart(text, place);
  if (silences(lineAt(text, from), ruleId)) return true;
  if (from === 0) return false;
  const above = lineAt(text, lineStart(text, from - 1));
  return commentOnly.test(above) ? silences(above, ruleId) : foreignNext.test(above);
}

function silences(line: string, ruleId: string): boolean {
  const match = own.exec(line);
  if (match) return match[1] === undefined || match[1] === ruleId;
  return foreign.test(line);
}

function lineStart(text: string, offset: number): number {
  return offset <= 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

function lineAt(text: string, from: number): string {
  const end = text.indexOf('\n', from);
  return text.slice(from, Math.min(end === -1 ? text.length : end, from + 8_192));
}
