import type { ConfigDocument } from '../../server/src/languageService/configDocument.ts';
import { parseConfig, readWith } from '../../server/src/languageService/parse/index.ts';
import type { Cut } from '../../server/src/languageService/parse/segment.ts';

/** The ways of cutting a file into blocks that must make no difference. */
export const CUTS = {
  uncut: { minimum: Infinity },
  normal: { minimum: 4096 },
  everywhere: { minimum: 1, everywhere: true },
} as const satisfies Record<string, Cut>;

export type Mode = keyof typeof CUTS;

export const MODES = Object.keys(CUTS) as readonly Mode[];

/** Reads with the product's reader, cut as the mode says. */
export function readCut(text: string, languageId: string, mode: Mode): ConfigDocument {
  return mode === 'normal' ? parseConfig(text, languageId) : readWith(text, languageId, CUTS[mode]);
}
