import { parseConfig } from '../../../server/src/languageService/parse/index.ts';
import { readOracle } from '../../../scripts/reader/compareText.ts';
import { flatten } from '../../../scripts/reader/compare.ts';
import type { OracleScalar } from '../../../scripts/reader/oracleScalar.ts';
import { BREAKAGES, HARMLESS } from './breakages.ts';
import type { CorpusFile } from './corpusTexts.ts';
import { type Item, itemsOf } from './items.ts';

/** What is known of a file, so that it is parsed once however often it is broken. */
interface Known {
  readonly items: readonly Item[];
  readonly scalars: readonly OracleScalar[];
}

const knownFiles = new WeakMap<CorpusFile, Known>();

function known(file: CorpusFile): Known {
  const before = knownFiles.get(file);
  if (before) return before;
  const oracle = readOracle(file.text, file.languageId);
  const found = {
    items: itemsOf(file.text, file.languageId),
    scalars: 'rejected' in oracle ? [] : oracle.scalars,
  };
  knownFiles.set(file, found);
  return found;
}

/** One broken line: how many of the scalars outside of its item kept document, path and range. */
export interface Broken {
  readonly kind: string;
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  readonly outside: number;
  readonly kept: number;
  readonly text: string;
  /** One scalar that was lost, in words. */
  readonly lost: string | undefined;
}

/**
 * Breaks one line of a valid file. Undefined when the kind does not apply to the line, when the file is still valid, or
 * when all its scalars are in the item of that line.
 */
export function breakLine(
  file: CorpusFile,
  kind: string,
  lineDice: number,
  dice: number,
): Broken | undefined {
  const lines = file.text.split(/(?<=\n|\r(?!\n))/);
  const index = lineDice % lines.length;
  const whole = lines[index] ?? '';
  const line = whole.replace(/[\r\n]+$/, '');
  const start = lines.slice(0, index).join('').length;
  const item = itemOfLine(known(file).items, start, start + line.length);
  const broken =
    line.trim() === '' || !item
      ? undefined
      : BREAKAGES[kind]?.({ line, lineBreak: lineBreakOf(file.text), dice });
  if (broken === undefined || !item) return undefined;
  const text = file.text.slice(0, start) + broken + file.text.slice(start + line.length);
  if (!HARMLESS.has(kind) && !('rejected' in readOracle(text, file.languageId))) return undefined;
  const shift = { from: start + line.length, by: broken.length - line.length };
  return compare(file, { kind, line: index + 1, text, item, shift });
}

function lineBreakOf(text: string): string {
  return /\r\n?|\n/.exec(text)?.[0] ?? '\n';
}

/** The entries that begin on the line with all that is nested in them, or else the innermost entry that holds it. */
function itemOfLine(items: readonly Item[], start: number, end: number): Item | undefined {
  const own = items.filter((item) => item.start >= start && item.start < end);
  const [first] = own;
  if (!first) return items.findLast((item) => item.start < start && item.end > start);
  return { start: first.start, end: Math.max(...own.map((item) => item.end)) };
}

interface Break {
  readonly kind: string;
  readonly line: number;
  readonly text: string;
  readonly item: Item;
  readonly shift: { readonly from: number; readonly by: number };
}

function compare(file: CorpusFile, { kind, line, text: broken, item, shift }: Break): Broken | undefined {
  const { path, languageId } = file;
  const outside = known(file).scalars.filter(({ start }) => start < item.start || start > item.end);
  if (outside.length === 0) return undefined;
  const moved = (offset: number): number => (offset >= shift.from ? offset + shift.by : offset);
  const found = new Set(
    flatten(parseConfig(broken, languageId)).map((scalar) => keyOf(scalar, (offset) => offset)),
  );
  const lost = outside.filter((scalar) => !found.has(keyOf(scalar, moved)));
  const [first] = lost;
  return {
    kind,
    path,
    line,
    outside: outside.length,
    kept: outside.length - lost.length,
    text: broken,
    lost: first && keyOf(first, moved),
  };
}

function keyOf({ document, path, start, end }: OracleScalar, moved: (offset: number) => number): string {
  return `#${document} ${JSON.stringify(path)} ${moved(start)}-${moved(end)}`;
}
