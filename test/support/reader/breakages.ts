/** A line of a file and where to break it. */
export interface BreakPlace {
  /** Without its line break. */
  readonly line: string;
  readonly lineBreak: string;
  /** Any number, to choose among the places in the line. */
  readonly dice: number;
}

/** Returns what the line becomes, or undefined when it cannot be broken so. */
type Breakage = (place: BreakPlace) => string | undefined;

/** The ways to break one line, each as a person, a merge or a template does. */
export const BREAKAGES: Readonly<Record<string, Breakage>> = {
  'colon deleted': ({ line, dice }) => without(line, /:(?=\s|$)/g, dice),
  'comma deleted': ({ line, dice }) => without(line, /,/g, dice),
  'quote deleted': ({ line, dice }) => without(line, /["']/g, dice),
  'quote typed before a value': ({ line, dice }) => atValue(line, dice % 2 === 0 ? '"' : "'"),
  'quote typed at the end': ({ line, dice }) => line.trimEnd() + (dice % 2 === 0 ? '"' : "'"),
  'opening bracket typed before a value': ({ line, dice }) => atValue(line, dice % 2 === 0 ? '[' : '{'),
  'closing bracket typed at the end': ({ line, dice }) => line.trimEnd() + (dice % 2 === 0 ? ']' : '}'),
  dedented: ({ line, dice }) => (line.startsWith(' ') ? line.slice(1 + (dice % indentOf(line))) : undefined),
  indented: ({ line, dice }) => ' '.repeat(1 + (dice % 4)) + line,
  'newline typed': ({ line, lineBreak, dice }) => newlineIn(line, lineBreak, dice),
  truncated: ({ line, dice }) => truncated(line, dice),
  'tab typed': ({ line, dice }) => (dice % 2 === 0 ? `\t${line}` : line.replace(/^ +/, '\t')),
  'conflict marker inserted': ({ line, lineBreak, dice }) =>
    [['<<<<<<< HEAD', '=======', '>>>>>>> main'][dice % 3], line].join(lineBreak),
  'conflict around the line': ({ line, lineBreak }) =>
    /^\s*-/.test(line) ? undefined : ['<<<<<<< HEAD', line, '=======', line, '>>>>>>> main'].join(lineBreak),
  'template line inserted': ({ line, lineBreak, dice }) =>
    `${dice % 2 === 0 ? '' : ' '.repeat(indentOf(line))}{{- if .Values.enabled }}${lineBreak}${line}`,
};

/** Kinds that may leave a file valid, by what the reader promises: it must keep all the same. */
export const HARMLESS = new Set(['template line inserted']);

function indentOf(line: string): number {
  return /^ */.exec(line)?.[0].length ?? 0;
}

function without(line: string, character: RegExp, dice: number): string | undefined {
  const places = [...line.matchAll(character)].map(({ index }) => index);
  const at = places[dice % Math.max(places.length, 1)];
  return at === undefined ? undefined : line.slice(0, at) + line.slice(at + 1);
}

/** A value begins behind a colon or a dash; where there is none, the line has nothing to put it before. */
function atValue(line: string, typed: string): string | undefined {
  const before = /^\s*(?:- +)*(?:"[^"]*"|'[^']*'|[^\s"'#:][^:#]*)?: +(?=\S)|^\s*- +(?=\S)/.exec(line)?.[0];
  return before === undefined ? undefined : before + typed + line.slice(before.length);
}

function newlineIn(line: string, lineBreak: string, dice: number): string | undefined {
  const first = line.length - line.trimStart().length;
  const inside = line.trimEnd().length - first - 1;
  if (inside < 1) return undefined;
  const at = first + 1 + (dice % inside);
  return line.slice(0, at) + lineBreak + line.slice(at);
}

/** Leaves the indentation and the first character at least: a line that is gone is not broken. */
function truncated(line: string, dice: number): string | undefined {
  const first = line.length - line.trimStart().length;
  const rest = line.trimEnd().length - first - 1;
  return rest < 1 ? undefined : line.slice(0, first + 1 + (dice % rest));
}
