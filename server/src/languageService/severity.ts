import type { Confidence } from './findings/finding.ts';

/** How loudly a finding is told. */
export const severities = ['error', 'warning', 'information', 'hint'] as const;
export type Severity = (typeof severities)[number];

/** How loudly findings of each confidence are told. */
export type SeverityByConfidence = Readonly<Record<Confidence, Severity>>;

/** As in package.json; a test compares the two. */
export const defaultSeverity: SeverityByConfidence = {
  certain: 'warning',
  high: 'warning',
  medium: 'information',
  low: 'hint',
};
