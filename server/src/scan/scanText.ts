import { TextDocument } from 'vscode-languageserver-textdocument';
import type { ConfigDocument } from '../languageService/configDocument.ts';
import { detectFindings, holdsFindings } from '../languageService/findings/detector.ts';
import type { Confidence, Finding } from '../languageService/findings/finding.ts';
import { isAtLeast } from '../languageService/findings/finding.ts';
import { secretText } from '../languageService/findings/secretText.ts';
import type { DetectionPolicy } from '../languageService/findings/policy/detectionPolicy.ts';
import { type ToRead, whatToRead } from '../languageService/findings/prefilter/whatToRead.ts';
import { refuseSize } from '../languageService/parse/guards.ts';
import { parseConfig } from '../languageService/parse/index.ts';
import type { CompareOptions } from './compareOptions.ts';
import { referencesOf } from './compareOptions.ts';
import { findingDigests } from './findingDigests.ts';
import { keyPathText } from './keyPathText.ts';
import type { ScanFinding, ScannedText } from './scanFinding.ts';

/** What a scan looks for. */
export interface ScanOptions {
  readonly policy: DetectionPolicy;
  readonly minConfidence: Confidence;
  /** Gives what a baseline knows a finding's value by; undefined where none can be about it. */
  readonly mark?: (finding: Omit<ScanFinding, 'mark'>, value: string) => string | undefined;
  /** Has findings digested and references told. */
  readonly compare?: CompareOptions;
}

/** A text to scan. */
export interface ScanSource {
  readonly text: string;
  readonly languageId: string;
  /** Slash path that tells what the file is for: from the workspace folder, or from where the scan was started. */
  readonly path: string;
}

/** Scans a text. Never throws. One in which nothing can be found is not read, unless its references are wanted. */
export function scanText(source: ScanSource, options: ScanOptions): ScannedText {
  return scanParts(source, lookAt(source, options), options);
}

/** What of a text has to be read to scan it: the first step of {@link scanText}, which reads nothing. */
export function lookAt({ text, languageId, path: fileName }: ScanSource, options: ScanOptions): ToRead {
  // References are no secrets, and a file that is too large is told of.
  if (options.compare !== undefined || refuseSize(text) !== undefined) return 'everything';
  return whatToRead({ text, languageId, fileName }, options.policy.ruleSetFor(fileName));
}

/** Reads what has to be read of a text: the second step of {@link scanText}. */
export function scanParts(source: ScanSource, toRead: ToRead, options: ScanOptions): ScannedText {
  return mayHoldFindings(source, toRead, options) ? scanEverything(source, options) : { findings: [] };
}

/** Whether what has to be read of a text leaves it possible that there is something to find. */
export function mayHoldFindings(
  { languageId, path }: Omit<ScanSource, 'text'>,
  toRead: ToRead,
  { policy }: ScanOptions,
): boolean {
  if (typeof toRead === 'string') return toRead === 'everything';
  return holdsFindings(parseConfig(toRead.excerpt, languageId), policy.ruleSetFor(path));
}

/** The third step of {@link scanText}; alone, the same without a look before. */
export function scanEverything({ text, languageId, path }: ScanSource, options: ScanOptions): ScannedText {
  const config = parseConfig(text, languageId);
  const found = detectFindings(config, { fileName: path, policy: options.policy }).filter(({ confidence }) =>
    isAtLeast(confidence, options.minConfidence),
  );
  const findings = found.length === 0 ? [] : toScanFindings(config, found, options);
  return {
    findings,
    ...(config.refusal ? { limit: limitOf(config.refusal.limit) } : {}),
    ...(options.compare ? { references: referencesOf(config, options.compare.mounts) } : {}),
  };
}

function limitOf(limit: 'size' | 'depth' | 'documents'): string {
  return `${limit} beyond the limit${limit === 'size' ? '' : ', the rest is read'}`;
}

function toScanFindings(
  config: ConfigDocument,
  found: readonly Finding[],
  { mark, compare }: ScanOptions,
): readonly ScanFinding[] {
  const document = TextDocument.create('', '', 0, config.text);
  const ordinals = new Map<string, number>();
  return found.map((one) => {
    const { ruleId, confidence, reason, start, end, scalarStart } = one;
    const keyPath = keyPathText(config.scalarAt(scalarStart)?.scalar.path ?? []);
    const group = JSON.stringify([ruleId, keyPath]);
    const ordinal = ordinals.get(group) ?? 0;
    ordinals.set(group, ordinal + 1);
    const range = { start: document.positionAt(start), end: document.positionAt(end) };
    const finding = { rule: ruleId, confidence, reason, range, keyPath, ordinal };
    const known = mark?.(finding, secretText(config, one));
    const digests = compare ? findingDigests(config, one, compare.key) : [];
    return {
      ...finding,
      ...(known === undefined ? {} : { mark: known }),
      ...(digests.length === 0 ? {} : { digests }),
    };
  });
}
