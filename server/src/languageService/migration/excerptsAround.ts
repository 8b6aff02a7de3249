import type { ConfigDocument, LocatedScalar } from '../configDocument.ts';
import type { Excerpt } from './excerpt.ts';
import { jsonExcerpt } from './jsonExcerpt.ts';
import { yamlExcerpts } from './yamlExcerpts.ts';

/** Parts of a file that hold a value and may be documents of their own, of at most `maximum` code units; the file first. */
export function* excerptsAround(
  { text, format }: ConfigDocument,
  value: LocatedScalar,
  maximum: number,
): Iterable<Excerpt> {
  const whole = { start: 0, end: text.length, before: '', after: '' };
  if (text.length <= maximum) yield whole;
  if (format === 'yaml') {
    for (const excerpt of yamlExcerpts(text, value, maximum)) if (!isWhole(excerpt, text)) yield excerpt;
    return;
  }
  const { start, content } = value.block;
  const excerpt = content.text.length <= maximum ? jsonExcerpt(content.text, start) : undefined;
  if (excerpt) yield excerpt;
}

/** Whether an excerpt is the whole file. */
export function isWhole({ start, end }: Excerpt, text: string): boolean {
  return start === 0 && end === text.length;
}
