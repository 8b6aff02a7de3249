import { starMatch } from './starMatch.ts';
import { nameTest, type NameTest } from './wildcard.ts';

/** One line of a `.gitignore`. */
interface IgnoreRule {
  /** What a path begins with; the rest of it, cut off in the middle of a name, is what {@link names} tests. */
  readonly prefix: string;
  /** Tests of the names of a path from the folder of the file on; `**` stands for any number of names. */
  readonly names: readonly (NameTest | '**')[];
  readonly isNegated: boolean;
  readonly isForFolders: boolean;
}

/** What a `.gitignore` says of a path below its folder; undefined where it says nothing. */
export type IgnoreTest = (names: readonly string[], isFolder: boolean) => boolean | undefined;

/** Most lines that are obeyed, and longest one: more are made to cost time, and then more files are scanned. */
const MAX_RULES = 5_000;
const MAX_LINE = 1_000;

/** The test of the text of a `.gitignore`. Lines that are no pattern are passed over, as git does. */
export function ignoreTest(text: string): IgnoreTest {
  const rules = text
    .split(/\r?\n/)
    .slice(0, MAX_RULES)
    .flatMap((line) => ruleOf(line) ?? []);
  return (names, isFolder) => {
    const last = rules.findLast((rule) => (isFolder || !rule.isForFolders) && fits(rule, names));
    return last && !last.isNegated;
  };
}

function ruleOf(line: string): IgnoreRule | undefined {
  if (line.length > MAX_LINE || line.startsWith('#')) return undefined;
  const written = withoutBlanks(line);
  const isNegated = written.startsWith('!');
  const pattern = isNegated ? written.slice(1) : written;
  const isForFolders = pattern.endsWith('/');
  const plain = pattern.replace(/^\/|\/$/g, '');
  if (plain === '') return undefined;
  // Without a slash before its end it is for names at any depth.
  const isAnchored = pattern.slice(0, -1).includes('/');
  const prefix = isAnchored ? cutPrefix(plain) : '';
  const parts = plain.slice(prefix.length).split('/');
  const names = (isAnchored ? parts : ['**', ...parts]).map(partTest);
  // Behind the last folder anything: the folder itself is not meant.
  if (names.at(-1) === '**') names.push(() => true);
  return names.some((name) => name === undefined)
    ? undefined
    : { prefix, names: names as (NameTest | '**')[], isNegated, isForFolders };
}

/** An empty name stands between two slashes, which no path has, or behind a prefix that is a whole one. */
function partTest(part: string): NameTest | '**' | undefined {
  if (part === '') return (name) => name === '';
  return /^\*{2,}$/.test(part) ? '**' : nameTest(part);
}

/**
 * Git compares what stands before the first wildcard on its own, and reads the rest as if a pattern began there: so two stars at
 * the end of a name stand for any number of names, although their own name begins with something else.
 */
function cutPrefix(pattern: string): string {
  return /^([^*?[\\]*[^*?[\\/])\*{2,}(?=\/|$)/.exec(pattern)?.[1] ?? '';
}

/** Blanks at the end do not count, unless a backslash stands before them. */
function withoutBlanks(line: string): string {
  const kept = line.trimEnd();
  return kept.endsWith('\\') && kept.length < line.length ? `${kept} ` : kept;
}

function fits({ prefix, names: tests }: IgnoreRule, names: readonly string[]): boolean {
  if (prefix !== '') {
    const path = names.join('/');
    return path.startsWith(prefix) && fitAll(tests, path.slice(prefix.length).split('/'));
  }
  return fitAll(tests, names);
}

function fitAll(tests: IgnoreRule['names'], names: readonly string[]): boolean {
  return starMatch(
    tests,
    names,
    (test) => test === '**',
    (test, name) => test !== '**' && test(name),
  );
}
