import type { Confidence } from '../../languageService/findings/finding.ts';
import { confidences } from '../../languageService/findings/finding.ts';
import { sharePolicies, type SharePolicy } from '../../languageService/migration/migrationSettings.ts';
import {
  referenceFormats,
  type ReferenceFormat,
} from '../../languageService/references/formats/referenceFormat.ts';
import { oneOf, parseOptions } from '../arguments.ts';
import { UsageError } from '../context.ts';
import type { PlaceOptions } from '../signIn.ts';

export const reportFormats = ['text', 'json'] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** What the command line asks of a new migration. */
export interface NewMigration {
  readonly kind: 'new';
  readonly paths: readonly string[];
  /** The person's own template. */
  readonly to: string | undefined;
  readonly referenceFormat: ReferenceFormat | undefined;
  readonly share: SharePolicy | undefined;
  readonly minConfidence: Confidence | undefined;
  /** File with settings. */
  readonly config: string | undefined;
  readonly exclude: readonly string[];
  readonly withIgnored: boolean;
  readonly isDryRun: boolean;
  /** Entries that a blocker names are left, so that the rest can go. */
  readonly leavesBlocked: boolean;
}

/** What the command line asks of a run that was begun before; the only one when `run` is absent. */
export interface Continuation {
  readonly kind: 'continue';
  readonly run: string | undefined;
}

/** What holds for both. */
export interface RunManner {
  /** The person agrees beforehand. */
  readonly isAgreed: boolean;
  /** The person knows that KV v1 has no check-and-set, and that deleting from it is final. */
  readonly acceptsKvV1: boolean;
  readonly format: ReportFormat;
  readonly place: PlaceOptions;
}

export type MigrateOrder = (NewMigration | Continuation) & RunManner;

/** Options of every command that writes to Vault. */
export const mannerOptions = {
  yes: { type: 'boolean' },
  'kv-v1': { type: 'boolean' },
  format: { type: 'string' },
  address: { type: 'string' },
  namespace: { type: 'string' },
  'ca-file': { type: 'string' },
} as const;

const options = {
  ...mannerOptions,
  to: { type: 'string' },
  'reference-format': { type: 'string' },
  share: { type: 'string' },
  'min-confidence': { type: 'string' },
  config: { type: 'string' },
  exclude: { type: 'string', multiple: true },
  'no-gitignore': { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  'leave-blocked': { type: 'boolean' },
  continue: { type: 'boolean' },
} as const;

type Values = ReturnType<typeof parseOptions<typeof options>>['values'];

/** Reads the arguments of `vault-refs migrate`. @throws UsageError when they do not fit or do not go together. */
export function readMigrateOrder(args: readonly string[]): MigrateOrder {
  const { values, positionals } = parseOptions(args, options);
  const manner = readManner(values);
  if (values.continue !== true) return { ...readNew(values, positionals), ...manner };
  const { to, share, config, exclude } = values;
  const others = [to, share, config, exclude, values['reference-format'], values['min-confidence']];
  const flags = [values['no-gitignore'], values['dry-run'], values['leave-blocked'], values['kv-v1']];
  if ([...others, ...flags].some((value) => value !== undefined))
    throw new UsageError('A run goes on as it was planned: --continue takes no options of a plan.');
  return { kind: 'continue', run: readRun(positionals), ...manner };
}

/** @throws UsageError. */
export function readManner(values: Pick<Values, keyof typeof mannerOptions>): RunManner {
  const { yes = false, 'kv-v1': acceptsKvV1 = false, format = 'text', address, namespace } = values;
  const caFile = values['ca-file'];
  return {
    isAgreed: yes,
    acceptsKvV1,
    format: oneOf('--format', reportFormats, format),
    place: {
      ...(address === undefined ? {} : { address }),
      ...(namespace === undefined ? {} : { namespace }),
      ...(caFile === undefined ? {} : { 'ca-file': caFile }),
    },
  };
}

/** The run that is named, if one is. @throws UsageError for several. */
export function readRun(positionals: readonly string[]): string | undefined {
  if (positionals.length > 1) throw new UsageError('One RUN at a time.');
  return positionals[0];
}

function readNew(values: Values, paths: readonly string[]): NewMigration {
  const { to, share, config, exclude = [], 'min-confidence': least, 'reference-format': format } = values;
  if (paths.length === 0) throw new UsageError('No PATH is given.');
  if (paths.includes('')) throw new UsageError('A PATH is empty.');
  if (config === '') throw new UsageError('--config needs the name of a FILE.');
  if (exclude.includes('')) throw new UsageError('--exclude needs a GLOB.');
  return {
    kind: 'new',
    paths,
    to,
    referenceFormat: format === undefined ? undefined : oneOf('--reference-format', referenceFormats, format),
    share: share === undefined ? undefined : oneOf('--share', sharePolicies, share),
    minConfidence: least === undefined ? undefined : oneOf('--min-confidence', confidences, least),
    config,
    exclude,
    withIgnored: values['no-gitignore'] === true,
    isDryRun: values['dry-run'] === true,
    leavesBlocked: values['leave-blocked'] === true,
  };
}
