import { starMatch } from './starMatch.ts';
import { nameTest, type NameTest } from './wildcard.ts';

/** One line of a `.gitignore`. */
interface IgnoreRule {
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
    const last = rules.findLast((rule) => (isFolder || !rule.isForFolders) && fits(rule.names, names));
    return last && !last.isNegated;
  };
}

function ruleOf(line: string): IgnoreRule | undefined {
  if (line.length > MAX_LINE || line.startsWith('#')) return undefined;
  const written = withoutBlanks(line);
  const isNegated = written.startsWith('!');
  const pattern = isNegated ? written.slice(1) : written;
  const isForFolders = pattern.endsWith('/');
  const parts = pattern.replace(/^\/|\/$/g, '').split('/');
  // Two slashes in a row stand in no path.
  if (parts.includes('')) return undefined;
  // Without a slash before its end it is for names at any depth.
  const isAnchored = pattern.slice(0, -1).includes('/');
  const names = (isAnchored ? parts : ['**', ...parts]).map((part) =>
    part === '**' ? part : nameTest(part),
  );
  // Behind the last folder anything: the folder itself is not meant.
  if (names.at(-1) === '**') names.push(() => true);
  return names.some((name) => name === undefined)
    ? undefined
    : { names: names as (NameTest | '**')[], isNegated, isForFolders };
}

/** Blanks at the end do not count, unless a backslash stands before them. */
function withoutBlanks(line: string): string {
  const kept = line.trimEnd();
  return kept.endsWith('\\') && kept.length < line.length ? `${kept} ` : kept;
}

function fits(tests: IgnoreRule['names'], names: readonly string[]): boolean {
  return starMatch(
    tests,
    names,
    (test) => test === '**',
    (test, name) => test !== '**' && test(name),
  );
}
