import type { Finding } from './finding.ts';

/** Words, and the signs that join them in names, paths, addresses and sentences. Every text begins so. */
const words = /^[-_./~]{0,3}\p{L}+(?:[-_./:@=+ ]{1,3}\p{L}*){0,20}$/u;

/** Most blanks that are looked over. */
const MAX_BLANKS = 3;

/** Longest text that is taken for words. */
const MAX_WORDS = 200;

/**
 * Findings without those in a value that is being typed at an offset and is nothing but words so far: `secret` may be a
 * password, and become `secret/app/db#password` or a sentence. What has digits or other signs in it is judged at once.
 */
export function withoutHalfWritten(
  text: string,
  findings: readonly Finding[],
  typedAt: number,
): readonly Finding[] {
  return findings.filter(
    ({ start, end }) => !isBlankBetween(text, end, typedAt) || !areWords(text.slice(start, end)),
  );
}

/** Whether the second place is the first, or but a few blanks behind it: those at the end are no part of a value. */
function isBlankBetween(text: string, end: number, at: number): boolean {
  return end <= at && at - end <= MAX_BLANKS && /^[ \t]*$/.test(text.slice(end, at));
}

function areWords(text: string): boolean {
  return text.length <= MAX_WORDS && words.test(text);
}
