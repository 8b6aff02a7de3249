import type { ConfigDocument, ScalarStyle } from '../../configDocument.ts';
import { encodeBase64 } from './base64.ts';
import { blockSteps } from './blockSteps.ts';
import { type FlowRule, flowSteps } from './flowSteps.ts';
import { respell } from './respell.ts';
import type { Spelling, SpellingStep } from './spelling.ts';

/** The value text of a scalar as it stands in a file. */
export interface WrittenScalar {
  /** As `start` and `end` of a scalar have it: without quotes, and without the indentation of a block's first line. */
  readonly raw: string;
  readonly style: ScalarStyle;
  readonly format: ConfigDocument['format'];
  /** Columns of a block scalar's indentation. */
  readonly indent: number;
}

/**
 * How `value` is written there; undefined where no spelling makes exactly that text of the value again, as for
 * hexadecimal digits in both cases, or would have more steps than are kept. Linear time.
 */
export function spellingOf(value: string, written: WrittenScalar): Spelling | undefined {
  const steps = stepsOf(value, written);
  return steps && verified(value, { steps }, written);
}

/**
 * The same for the text whose base64 text the scalar holds, perhaps broken into lines.
 * @param encoded the scalar's value
 */
export function base64SpellingOf(
  text: string,
  encoded: string,
  written: WrittenScalar,
): Spelling | undefined {
  // Line breaks are no part of base64, so there is nothing to skip.
  const steps = stepsOf(encoded, written)?.filter((step) => !('skip' in step));
  if (!steps || encoded.replace(/\n/g, '') !== encodeBase64(text)) return undefined;
  return verified(text, { steps, encoding: 'base64' }, written);
}

function verified(value: string, spelling: Spelling, { raw }: WrittenScalar): Spelling | undefined {
  return respell(value, spelling) === raw ? spelling : undefined;
}

function stepsOf(
  value: string,
  { raw, style, format, indent }: WrittenScalar,
): readonly SpellingStep[] | undefined {
  if (raw === value && raw !== '') return [{ copy: raw.length }];
  switch (style) {
    case 'literal':
    case 'folded':
      return blockSteps(raw, value, { isFolded: style === 'folded', indent });
    case 'plain':
    case 'single-quoted':
    case 'double-quoted':
      return flowSteps(raw, value, flowRule(style, format));
  }
}

function flowRule(
  style: 'plain' | 'single-quoted' | 'double-quoted',
  format: ConfigDocument['format'],
): FlowRule {
  if (style === 'double-quoted') return format === 'json' ? 'json-double' : 'yaml-double';
  // JSON has no other quotes; what stands in them is read by its rules.
  return format === 'json' ? 'json-double' : style;
}
