import {
  type ConfigDocument,
  locatedScalars,
  type PathSegment,
} from '../../../../../server/src/languageService/configDocument.ts';

/** A text, mostly malformed, and what a careful person reads in it. */
export interface RecoveryCase {
  readonly name: string;
  readonly languageId: string;
  readonly text: string;
  /** One line per scalar, in text order, as {@link describeScalars} writes them. */
  readonly expected: readonly string[];
}

const HEAD = /^=== (.+) \[(yaml|json|jsonc)((?: [a-z-]+)*)\]$/;
const MARK = '--- expect';

/**
 * Reads the cases of one family file. A case is a line `=== name [language flags]`, the text, a line `--- expect` and
 * the scalars. Flags: `crlf` and `cr` for the line ends of the text, `no-final-newline`, `bom`. Lines before the
 * first case are for people.
 * @throws on a case without an expectation, so that a slip in the file cannot pass for a test.
 */
export function readCases(source: string): RecoveryCase[] {
  const cases: RecoveryCase[] = [];
  const lines = source.split('\n');
  let at = lines.findIndex((line) => HEAD.test(line));
  while (at !== -1 && at < lines.length) {
    const [, name = '', languageId = '', flags = ''] = HEAD.exec(lines[at] ?? '') ?? [];
    const mark = lines.indexOf(MARK, at);
    const following = lines.findIndex((line, index) => index > at && HEAD.test(line));
    const end = following === -1 ? lines.length : following;
    if (mark === -1 || mark > end) throw new Error(`The case "${name}" has no expectation.`);
    const text = withFlags(lines.slice(at + 1, mark), flags.split(' '));
    const expected = lines
      .slice(mark + 1, end)
      .map((line) => line.trimEnd())
      .filter((line) => line !== '');
    cases.push({ name, languageId, text, expected });
    at = end;
  }
  return cases;
}

function withFlags(lines: readonly string[], flags: readonly string[]): string {
  const lineBreak = flags.includes('crlf') ? '\r\n' : flags.includes('cr') ? '\r' : '\n';
  const final = flags.includes('no-final-newline') ? '' : lineBreak;
  return (flags.includes('bom') ? '\uFEFF' : '') + lines.join(lineBreak) + final;
}

/**
 * One line per scalar, in text order: `#document:path = text between start and end`. Document 0 is left out. In a path
 * a dot in a key is `\.`, an empty key `""`, and a key of digits stands in quotes, as it is no index. The text is
 * written as a JSON string when it has line breaks or tabs, begins or ends with a blank, or begins with a quote.
 */
export function describeScalars(document: ConfigDocument): string[] {
  return [...locatedScalars(document)].map(({ block, scalar, start, end }) => {
    const number = block.document === 0 ? '' : `#${block.document}:`;
    const path = scalar.path.map(describeSegment).join('.');
    return `${number}${path} = ${describeText(document.text.slice(start, end))}`.trim();
  });
}

function describeSegment(segment: PathSegment): string {
  if (typeof segment === 'number') return segment.toString();
  if (segment === '') return '""';
  if (/^\d+$/.test(segment)) return `"${segment}"`;
  return segment.replaceAll('\\', '\\\\').replaceAll('.', '\\.');
}

function describeText(text: string): string {
  return /[\n\r\t]|^[ "]| $/.test(text) ? JSON.stringify(text) : text;
}

/**
 * The scalars that were found and those that were expected, made comparable: where an expectation leaves something
 * open, both hold the expectation. In its path `?` is any one segment and a lone `*` any path; a line that begins with
 * `~ ` need not be there.
 */
export function alignScalars(
  found: readonly string[],
  expected: readonly string[],
): { found: string[]; expected: string[] } {
  const aligned = { found: new Array<string>(), expected: new Array<string>() };
  let at = 0;
  for (const line of expected) {
    const isOptional = line.startsWith('~ ');
    const actual = found[at];
    const isMatch = actual !== undefined && patternOf(isOptional ? line.slice(2) : line).test(actual);
    if (isOptional && !isMatch) continue;
    aligned.expected.push(line);
    if (actual !== undefined) aligned.found.push(isMatch ? line : actual);
    at += 1;
  }
  aligned.found.push(...found.slice(at));
  return aligned;
}

function patternOf(line: string): RegExp {
  const [, number = '', path = '', text = ''] = /^(#\d+:)?(.*?)( ?=(?: .*)?)$/.exec(line) ?? [];
  const segments = path === '*' ? '.*' : path.split('.').map(patternOfSegment).join('\\.');
  return new RegExp(`^${number}${segments}${escaped(text)}$`);
}

function patternOfSegment(segment: string): string {
  return segment === '?' ? '[^.]+' : escaped(segment);
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
