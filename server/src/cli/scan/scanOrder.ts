import type { Confidence } from '../../languageService/findings/finding.ts';
import { confidences } from '../../languageService/findings/finding.ts';
import { oneOf, parseOptions } from '../arguments.ts';
import { UsageError } from '../context.ts';
import { readSelection, selectionOptions } from './fileSelection.ts';
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
  /** Globs of what is left out. */
  readonly exclude: readonly string[];
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
  ...selectionOptions,
  stdin: { type: 'boolean' },
  filename: { type: 'string' },
} as const;

type Parsed = ReturnType<typeof parseOptions<typeof options>>;

/** The options that were given, by their names. */
export type ScanValues = Parsed['values'];

/** Reads the arguments of `vault-refs scan`. @throws UsageError when they do not fit or do not go together. */
export function readScanOrder(args: readonly string[]): ScanOrder {
  const { values, positionals } = parseOptions(args, options);
  const { config, baseline, format = 'text', 'min-confidence': least } = values;
  if (config === '') throw new UsageError('--config needs the name of a FILE.');
  const { exclude } = readSelection(values);
  if (exclude.length > 0 && values.stdin === true) throw new UsageError('--stdin takes no --exclude.');
  if (baseline === '') throw new UsageError('--baseline needs the name of a FILE.');
  return {
    target: readTarget(values, positionals),
    format: oneOf('--format', formats, format),
    minConfidence: least === undefined ? undefined : oneOf('--min-confidence', confidences, least),
    config,
    exclude,
    baseline,
  };
}
