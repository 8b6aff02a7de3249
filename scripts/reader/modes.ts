import type { ConfigDocument } from '../../server/src/languageService/configDocument.ts';
import * as parse from '../../server/src/languageService/parse/index.ts';
import type { Cut } from '../../server/src/languageService/parse/segment.ts';

type ReadWith = (text: string, languageId: string, cut: Cut) => ConfigDocument;

/** The ways of cutting a file into blocks that must make no difference. */
export const CUTS = {
  uncut: { minimum: Infinity },
  normal: { minimum: 4096 },
  everywhere: { minimum: 1, everywhere: true },
} as const satisfies Record<string, Cut>;

export type Mode = keyof typeof CUTS;

/** Modes that the product's reader offers. */
export const MODES = Object.keys(CUTS) as readonly Mode[];

/** Reads with the product's reader, cut as the mode says. */
export function readCut(text: string, languageId: string, mode: Mode): ConfigDocument {
  const readWith = (parse as { readWith?: ReadWith }).readWith;
  if (readWith === undefined || mode === 'normal') return parse.parseConfig(text, languageId);
  return readWith(text, languageId, CUTS[mode]);
}
