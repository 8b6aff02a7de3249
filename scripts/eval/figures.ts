import { confidences, type Confidence } from '../../server/src/languageService/findings/finding.ts';
import type { Label } from './label.ts';
import type { Scored } from './match.ts';

/** How findings compare with the secrets they were to find. Shares from 0 to 1, four decimals; 0 where nothing is. */
export interface Figures {
  readonly TP: number;
  readonly FP: number;
  readonly FN: number;
  readonly precision: number;
  readonly recall: number;
  readonly F1: number;
  /** With findings on placeholders counted as false. */
  readonly precision_strict: number;
}

/** `core`: the secrets that nobody could guess. `all`: the weak ones too. */
export type View = 'core' | 'all';

/** The secrets of a view. */
export function positivesOf(labels: readonly Label[], view: View): readonly Label[] {
  return labels.filter(({ label }) => label === 'secret' || (view === 'all' && label === 'weak'));
}

/** The figures of some findings against some secrets. Several findings in one secret count once. */
export function figuresOf(scored: readonly Scored[], positives: readonly Label[]): Figures {
  const hit = new Set(scored.flatMap(({ labels }) => labels));
  const TP = positives.filter((label) => hit.has(label)).length;
  const FP = scored.filter(({ outcome }) => outcome === 'false').length;
  const placeholders = scored.filter(({ outcome }) => outcome === 'placeholder').length;
  const [precision, recall] = [share(TP, TP + FP), share(TP, positives.length)];
  return {
    TP,
    FP,
    FN: positives.length - TP,
    precision: rounded(precision),
    recall: rounded(recall),
    F1: rounded(share(2 * precision * recall, precision + recall)),
    precision_strict: rounded(share(TP, TP + FP + placeholders)),
  };
}

/** The share of findings on secrets that cover the secret text and nothing else. */
export function exactShare(scored: readonly Scored[]): number {
  const hits = scored.filter(({ outcome }) => outcome === 'hit');
  return rounded(share(hits.filter(({ isExact }) => isExact).length, hits.length));
}

/** The findings at least as sure as each confidence, from the surest on. */
export function tiersOf(
  scored: readonly Scored[],
): readonly { readonly upTo: Confidence; readonly scored: readonly Scored[] }[] {
  return confidences.map((upTo, index) => {
    const among = new Set(confidences.slice(0, index + 1));
    return { upTo, scored: scored.filter(({ found }) => among.has(found.confidence)) };
  });
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

function rounded(figure: number): number {
  return Math.round(figure * 10_000) / 10_000;
}
