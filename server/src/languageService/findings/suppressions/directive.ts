import { trimEndOf } from '../../trim.ts';

/** How far a directive speaks: for its line, for the next one, or until another ends it. */
export type Reach = 'line' | 'next-line' | 'begin' | 'end';

/** What one comment says about findings. Offsets as those of the text it was read from. */
export interface Directive {
  /** The words of the directive, to the end of its reason. */
  readonly start: number;
  readonly end: number;
  /** The comment that holds them, marker included. */
  readonly commentStart: number;
  readonly commentEnd: number;
  readonly reach: Reach;
  /** The one rule that it is about; absent when it is about all. */
  readonly rule?: string | undefined;
  /** One of ours: of those that set nothing aside people are told. */
  readonly isOwn: boolean;
  /** Stands in a file within a block scalar, so it is text of a value as well. */
  readonly isEmbedded: boolean;
}

/** What every directive holds: tells most texts to have none. */
const anyMarker =
  /vault-refs:|gitleaks:allow|(?:allow|white)list (?:nextline )?secret|nosec|trufflehog:ignore|secretlint-(?:dis|en)able/;

/** Whether a text may hold a directive. */
export function mayHoldDirective(text: string): boolean {
  return anyMarker.test(text);
}

/** As much of a comment as is looked at, in UTF-16 code units. */
const MAX_COMMENT = 4_096;

const own = /\bvault-refs:[ \t]{0,4}ignore(?![\w-])(?:[ \t]{1,4}([a-z](?:[\w.-]{0,62}\w)?))?/i;
/** A reason goes to the end of the comment, or to the next one on the line. */
const reasonEnd = /[ \t](?:#|\/\/)|\*\/|[\r\n]/;

/** Numbers under which gosec and bandit report credentials; another number is about something else. */
const nosec = /^[#/*;\s]*#?nosec\b(?:[ \t:]*([A-Z]\d{3}[A-Z0-9, \t]{0,100}))?/;
const credentialChecks = /\b(?:G101|B10[567])\b/;
const secretlint = /secretlint-(disable-next-line|disable-line|disable|enable)(?![\w-])(?:[ \t]+(@[\w/-]+))?/;

/** Reads the directives of one comment. `text` is all of it, marker included; `start` is its offset. */
export function readDirectives(text: string, start: number, isEmbedded: boolean): readonly Directive[] {
  const comment = text.slice(0, MAX_COMMENT);
  const place = { commentStart: start, commentEnd: start + text.length, isEmbedded };
  const ours = readOwn(comment, start);
  const reach = foreignReach(comment);
  return [
    ...(ours ? [{ ...ours, ...place, reach: 'line' as const, isOwn: true }] : []),
    ...(reach ? [{ ...place, start, end: place.commentEnd, reach, isOwn: false }] : []),
  ];
}

function readOwn(comment: string, start: number): Pick<Directive, 'start' | 'end' | 'rule'> | undefined {
  const match = own.exec(comment);
  if (!match) return undefined;
  const from = match.index + match[0].length;
  const reason = comment.slice(from);
  const length = trimEndOf(reason.slice(0, reasonEnd.exec(reason)?.index), ' \t').length;
  const range = { start: start + match.index, end: start + from + length };
  return match[1] === undefined ? range : { ...range, rule: match[1] };
}

/** The reach of another scanner's form, as that scanner has it. */
function foreignReach(comment: string): Reach | undefined {
  if (/gitleaks:allow\b|trufflehog:ignore\b/.test(comment)) return 'line';
  const pragma = /pragma: ?(?:allow|white)list (nextline )?secret\b/.exec(comment);
  if (pragma) return pragma[1] === undefined ? 'line' : 'next-line';
  const checks = nosec.exec(comment);
  if (checks) return checks[1] === undefined || credentialChecks.test(checks[1]) ? 'line' : undefined;
  return secretlintReach(comment);
}

function secretlintReach(comment: string): Reach | undefined {
  const [, kind, rule] = secretlint.exec(comment) ?? [];
  switch (kind) {
    case 'disable-line':
      return 'line';
    case 'disable-next-line':
      return 'next-line';
    // A stretch without one of its rules says nothing about what else is in it.
    case 'disable':
      return rule === undefined ? 'begin' : undefined;
    case 'enable':
      return 'end';
    case undefined:
    default:
      return undefined;
  }
}
