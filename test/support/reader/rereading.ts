import type { ConfigBlock, ConfigDocument } from '../../../server/src/languageService/configDocument.ts';
import { readWith } from '../../../server/src/languageService/parse/index.ts';
import type { Cut } from '../../../server/src/languageService/parse/segment.ts';
import { differenceOf } from './sameReading.ts';

/** How the product cuts, and at every place where that may be done. */
export const CUTS: Readonly<Record<'normal' | 'everywhere', Cut>> = {
  normal: { minimum: 4096 },
  everywhere: { minimum: 1, everywhere: true },
};

/** The text with `remove` characters at `at` replaced. */
export function replaceAt(text: string, at: number, remove: number, insert: string): string {
  return text.slice(0, at) + insert + text.slice(at + remove);
}

/** Reads a next version of the text. Throws when that differs from reading it afresh, in scalars, comments or texts. */
export function reread(previous: ConfigDocument, text: string, languageId: string, cut: Cut): ConfigDocument {
  const document = readWith(text, languageId, cut, previous);
  const difference = differenceOf(readWith(text, languageId, cut), document) ?? gapOf(document);
  if (difference !== undefined) throw new Error(`${difference}\nin ${JSON.stringify(text.slice(0, 500))}`);
  return document;
}

/** How the blocks fail to be the text, cut into pieces; undefined when they are. */
export function gapOf({ text, blocks }: ConfigDocument): string | undefined {
  let end = 0;
  for (const { start, content } of blocks) {
    if (start !== end || !text.startsWith(content.text, start))
      return `the block at ${start} is not the text`;
    end += content.text.length;
  }
  return end === text.length ? undefined : `blocks end at ${end} of ${text.length}`;
}

/** Blocks of `after` whose content is none of those of `before`. */
export function newBlocks(before: ConfigDocument, after: ConfigDocument): ConfigBlock[] {
  const known = new Set(before.blocks.map(({ content }) => content));
  return after.blocks.filter(({ content }) => !known.has(content));
}
