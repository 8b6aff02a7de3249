import { type ConfigDocument, locatedScalars } from '../../server/src/languageService/configDocument.ts';
import type { OracleScalar } from './oracleScalar.ts';

/** One of two readings of the same place; absent where a reading has no more scalars. */
export interface Difference {
  /** Which scalar of the file, from 0. */
  readonly index: number;
  /** What differs first. */
  readonly field: keyof OracleScalar | 'count';
  readonly expected: OracleScalar | undefined;
  readonly found: OracleScalar | undefined;
}

const FIELDS = ['document', 'path', 'start', 'end', 'style', 'kind', 'value'] as const;

/** The scalars of the product's reading, as an oracle would tell them. */
export function flatten(document: ConfigDocument): OracleScalar[] {
  const scalars: OracleScalar[] = [];
  for (const { block, scalar, start, end } of locatedScalars(document)) {
    const { path, style, kind, value } = scalar;
    scalars.push({ document: block.document, path, start, end, style, kind, value });
  }
  return scalars;
}

/** The first scalar in which two readings differ. A value or kind that the oracle cannot tell equals any. */
export function firstDifference(
  expected: readonly OracleScalar[],
  found: readonly OracleScalar[],
): Difference | undefined {
  for (let index = 0; index < Math.max(expected.length, found.length); index += 1) {
    const [one, two] = [expected[index], found[index]];
    const field = one && two ? FIELDS.find((name) => !isSame(one, two, name)) : 'count';
    if (field) return { index, field, expected: one, found: two };
  }
  return undefined;
}

function isSame(one: OracleScalar, two: OracleScalar, field: keyof OracleScalar): boolean {
  if ((field === 'value' || field === 'kind') && one[field] === undefined) return true;
  if (field !== 'path') return one[field] === two[field];
  return one.path.length === two.path.length && one.path.every((step, at) => step === two.path[at]);
}

/**
 * Tells a difference in one line: which scalar, and of both readings path, offsets and style. Values are told only
 * with `text`, the text of the file: they may be secrets.
 */
export function describe({ index, field, expected, found }: Difference, text?: string): string {
  return `scalar ${index} ${field}: expected ${place(expected, text)} found ${place(found, text)}`;
}

function place(scalar: OracleScalar | undefined, text: string | undefined): string {
  if (!scalar) return 'none';
  const { document, path, start, end, style, kind, value } = scalar;
  const shown = `#${document} ${JSON.stringify(path)} ${start}-${end} ${style} ${kind}`;
  if (text === undefined) return shown;
  return `${shown} raw ${JSON.stringify(text.slice(start, end))} value ${JSON.stringify(value)}`;
}
