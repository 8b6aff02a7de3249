import type { Confidence } from '../finding.ts';

/** A rule of a person's own. At least one of `pattern` and `keyPattern` is there. */
export interface UserRule {
  /** Named in comments and overrides. */
  readonly id: string;
  /** What it finds; shown as the message. */
  readonly description?: string | undefined;
  /** Searched in the values. */
  readonly pattern?: string | undefined;
  /** Group of the pattern that is the secret; 0, the whole match, when absent. */
  readonly secretGroup?: number | undefined;
  /** Searched in the key over the value. Without a pattern, every literal under such a key is a secret. */
  readonly keyPattern?: string | undefined;
  /** Patterns of values that are none. */
  readonly allow: readonly string[];
  /** Globs of the files it is for; all when absent. */
  readonly files?: readonly string[] | undefined;
  readonly confidence?: Confidence | undefined;
}

/** Switches a rule off in some files, or says how sure its findings are. */
export interface RuleOverride {
  /** Id of a rule, or `*` for all. */
  readonly rule: string;
  readonly files?: readonly string[] | undefined;
  readonly confidence: Confidence | 'off';
}

/** What is let pass: all that an entry names must fit. */
export interface AllowEntry {
  readonly rule?: string | undefined;
  readonly files?: readonly string[] | undefined;
  /** Pattern of the secret text. */
  readonly value?: string | undefined;
  /** Pattern of the keys from the root, joined by dots, without the indices of lists. */
  readonly keyPath?: string | undefined;
}

/** What people say about detection, as plain data. */
export interface DetectionSettings {
  readonly rules: readonly UserRule[];
  /** Of those that fit a rule and a file the last one decides. */
  readonly overrides: readonly RuleOverride[];
  readonly allow: readonly AllowEntry[];
}

export const noDetectionSettings: DetectionSettings = { rules: [], overrides: [], allow: [] };
