/** How sure a finding is. `low` is off by default. */
export type Confidence = 'certain' | 'high' | 'medium' | 'low';

/** From surest to least sure. */
export const confidences: readonly Confidence[] = ['certain', 'high', 'medium', 'low'];

/** True when `confidence` is at least as sure as `minimum`. */
export function isAtLeast(confidence: Confidence, minimum: Confidence): boolean {
  return confidences.indexOf(confidence) <= confidences.indexOf(minimum);
}

/** A plaintext secret. It has no value in it, so it can be logged and sent. */
export interface Finding {
  /** Unique within one version of a file: rule and offsets. */
  readonly id: string;
  /** Dotted, stable name of the rule: `keyed-password`, `private-key`. */
  readonly ruleId: string;
  /** Absolute offsets (UTF-16) of the secret text alone. */
  readonly start: number;
  readonly end: number;
  readonly confidence: Confidence;
  /** One sentence a person can act on; never the value or a part of it. */
  readonly reason: string;
  /** Absolute offsets of the value text of the scalar that holds the secret. */
  readonly scalarStart: number;
  readonly scalarEnd: number;
}
