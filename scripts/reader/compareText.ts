import { describe, firstDifference, flatten } from './compare.ts';
import { readJsonOracle } from './jsonOracle.ts';
import { type Mode, MODES, readCut } from './modes.ts';
import type { OracleReading, Rejected } from './oracleScalar.ts';
import { readYamlOracle } from './yamlOracle.ts';

export interface Compared {
  readonly isMasked: boolean;
  readonly scalars: number;
  /** The first difference of each mode that has one, in words; modes that differ alike are told once. */
  readonly differences: readonly { readonly modes: readonly Mode[]; readonly what: string }[];
}

export type Comparison = Compared | Rejected;

/** What the strict parser of the language makes of a text. */
export function readOracle(text: string, languageId: string): OracleReading {
  return languageId === 'json' || languageId === 'jsonc' ? readJsonOracle(text) : readYamlOracle(text);
}

/** Compares the product's reader, in all modes, with the strict parser of the language. */
export function compareText(text: string, languageId: string, showText: boolean): Comparison {
  const oracle = readOracle(text, languageId);
  if ('rejected' in oracle) return oracle;
  const told = new Map<string, Mode[]>();
  for (const mode of MODES) {
    const document = readCut(text, languageId, mode);
    if (document.refusal?.limit === 'depth') return { rejected: 'too deep' };
    const difference = firstDifference(oracle.scalars, flatten(document));
    if (!difference) continue;
    const what = describe(difference, showText ? text : undefined);
    told.set(what, [...(told.get(what) ?? []), mode]);
  }
  const differences = [...told].map(([what, modes]) => ({ modes, what }));
  return { isMasked: oracle.isMasked, scalars: oracle.scalars.length, differences };
}
