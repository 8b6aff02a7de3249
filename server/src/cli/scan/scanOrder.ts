import { parseArgs } from 'node:util';
import type { Confidence } from '../../languageService/findings/finding.ts';
import { confidences } from '../../languageService/findings/finding.ts';
import { UsageError } from '../context.ts';
import { readTarget, type ScanTarget } from './scanTarget.ts';

export const formats = ['text', 'jsonl', 'sarif'] as const;
export type Format = (typeof formats)[number];

/** What the command line asks a scan to do. */
export interface ScanOrder {
  readonly target: ScanTarget;
  readonly format: Format;
  /** When absent, that of the settings. */
  readonly minConfidence: Confidence | undefined;
  /** File with settings of detection. */
  readonly config: string | undefined;
  /** File of accepted findings. */
  readonly baseline: string | undefined;
}

const options = {
  format: { type: 'string' },
  'min-confidence': { type: 'string' },
  config: { type: 'string' },
  baseline: { type: 'string' },
  staged: { type: 'boolean' },
  since: { type: 'string' },
  'whole-files': { type: 'boolean' },
  stdin: { type: 'boolean' },
  filename: { type: 'string' },
} as const;

type Parsed = ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>;

/** The options that were given, by their names. */
export type ScanValues = Parsed['values'];

/** Reads the arguments of `vault-refs scan`. @throws UsageError when they do not fit or do not go together. */
export function readScanOrder(args: readonly string[]): ScanOrder {
  const { values, positionals } = parse(args);
  const { config, baseline, format = 'text', 'min-confidence': least } = values;
  if (config === '') throw new UsageError('--config needs the name of a FILE.');
  if (baseline === '') throw new UsageError('--baseline needs the name of a FILE.');
  return {
    target: readTarget(values, positionals),
    format: oneOf('--format', formats, format),
    minConfidence: least === undefined ? undefined : oneOf('--min-confidence', confidences, least),
    config,
    baseline,
  };
}

function parse(args: readonly string[]): Parsed {
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
