import type { Confidence } from '../languageService/findings/finding.ts';
import type { DetectionSettings } from '../languageService/findings/policy/detectionSettings.ts';
import type { MarkRequest } from './baseline/findingMarks.ts';
import type { CompareOptions } from './compareOptions.ts';
import type { WalkStep } from './files/walk.ts';
import type { ScanStep } from './scanFiles.ts';

/** What a scan looks for: plain data, so that it crosses threads. */
export interface ScanRequest {
  readonly detection: DetectionSettings;
  readonly minConfidence: Confidence;
  /** Which findings are marked for a baseline; none when absent. */
  readonly marks?: MarkRequest;
  /** Has findings digested and references told; nothing of a file may be left out of the reading then. */
  readonly compare?: CompareOptions;
}

/** A walk; an asynchronous one gives other work its turn. */
export type WalkSteps = Iterable<WalkStep> | AsyncIterable<WalkStep>;

/** Scans files, in this thread or in others. */
export interface Scanner {
  /**
   * What becomes of each step, in their order. Ends early when the signal aborts, without throwing. `tell` is given
   * what does not work in the settings.
   */
  scan(
    steps: WalkSteps,
    request: ScanRequest,
    tell: (problem: string) => void,
    signal?: AbortSignal,
  ): AsyncIterable<ScanStep>;
  /** Ends what goes on. */
  dispose(): void;
}
