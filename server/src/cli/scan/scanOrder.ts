import { parseArgs } from 'node:util';
import type { Confidence } from '../../languageService/findings/finding.ts';
import { confidences } from '../../languageService/findings/finding.ts';
import { defaultResourceSettings } from '../../languageService/resourceSettings.ts';
import { UsageError } from '../context.ts';

export const formats = ['text', 'jsonl'] as const;
export type Format = (typeof formats)[number];

/** What the command line asks a scan to do. */
export interface ScanOrder {
  readonly paths: readonly string[];
  readonly format: Format;
  readonly minConfidence: Confidence;
  /** File of accepted findings. */
  readonly baseline: string | undefined;
}

const options = {
  format: { type: 'string' },
  'min-confidence': { type: 'string' },
  baseline: { type: 'string' },
} as const;

/** Reads the arguments of `vault-refs scan`. @throws UsageError when they do not fit or do not go together. */
export function readScanOrder(args: readonly string[]): ScanOrder {
  const { values, positionals } = parse(args);
  if (positionals.length === 0) throw new UsageError('No PATH is given.');
  return {
    paths: positionals,
    format: oneOf('--format', formats, values.format ?? 'text'),
    minConfidence: oneOf(
      '--min-confidence',
      confidences,
      values['min-confidence'] ?? defaultResourceSettings.minConfidence,
    ),
    baseline: values.baseline,
  };
}

function parse(
  args: readonly string[],
): ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>> {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch {
    throw new UsageError('An option is unknown or lacks its value.');
  }
}

function oneOf<T extends string>(option: string, known: readonly T[], given: string): T {
  const found = known.find((one) => one === given);
  if (found !== undefined) return found;
  throw new UsageError(`${option} is ${known.slice(0, -1).join(', ')} or ${known.at(-1) ?? ''}.`);
}
