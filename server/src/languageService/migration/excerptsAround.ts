import type { ConfigDocument, LocatedScalar } from '../configDocument.ts';
import type { Excerpt } from './excerpt.ts';
import { jsonExcerpt } from './jsonExcerpt.ts';
import { yamlExcerpts } from './yamlExcerpts.ts';

/** Largest excerpts, in UTF-16 code units: the whole file, and a part of it. */
export interface ExcerptSizes {
  readonly whole: number;
  readonly part: number;
}

/** Parts of a file that hold a value and may be documents of their own; the whole file first. */
export function* excerptsAround(
  { text, format }: ConfigDocument,
  value: LocatedScalar,
  sizes: ExcerptSizes,
): Iterable<Excerpt> {
  const whole = { start: 0, end: text.length, before: '', after: '' };
  if (text.length <= sizes.whole) yield whole;
  if (format === 'yaml') {
    for (const excerpt of yamlExcerpts(text, value, sizes.part)) if (!isWhole(excerpt, text)) yield excerpt;
    return;
  }
  // A block is short, and JSON is read twenty times as fast.
  const { start, content } = value.block;
  const excerpt = content.text.length <= sizes.whole ? jsonExcerpt(content.text, start) : undefined;
  if (excerpt) yield excerpt;
}

/** Whether an excerpt is the whole file. */
export function isWhole({ start, end }: Excerpt, text: string): boolean {
  return start === 0 && end === text.length;
}
