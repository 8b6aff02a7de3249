import type { Range } from 'vscode-languageserver-types';
import type { Confidence } from '../languageService/findings/finding.ts';
import type { SecretReference } from '../languageService/references/reference.ts';
import type { FindingDigest } from './findingDigests.ts';

/** A plaintext secret that a scan found: where it is and why it is one, never what it is. Plain data: it crosses threads. */
export interface ScanFinding {
  readonly rule: string;
  readonly confidence: Confidence;
  /** One sentence a person can act on. */
  readonly reason: string;
  /** 0-based lines and UTF-16 columns, of the secret text alone. */
  readonly range: Range;
  /** Keys and indices that lead to the value, as {@link keyPathText} writes them. */
  readonly keyPath: string;
  /** Which of the findings with the same rule and key path this is, from 0, in file order. */
  readonly ordinal: number;
  /** What a baseline knows the value by; only where the scan was given a marker. */
  readonly mark?: string;
  /** What the value is compared by; only where a scan compares, and never to be shown or kept. */
  readonly digests?: readonly FindingDigest[];
}

/** What a scan says of a text. */
export interface ScannedText {
  /** In file order, at or above the wanted confidence. */
  readonly findings: readonly ScanFinding[];
  /** A few words on what was not looked at, where something is beyond a limit. */
  readonly limit?: string;
  /** References in the text; only where a scan compares. */
  readonly references?: readonly SecretReference[];
}
