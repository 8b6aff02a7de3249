import type { Confidence } from '../../../languageService/findings/finding.ts';
import { fingerprintName, fingerprintOf } from '../../../scan/fingerprint.ts';
import type { ReportedFinding } from '../reporter.ts';
import { artifactLocation } from './artifactLocation.ts';

const levels = { certain: 'error', high: 'error', medium: 'warning', low: 'note' } as const satisfies Record<
  Confidence,
  string
>;

/** What SARIF says about a finding. `ruleIndex` is the place of its rule among the rules. */
export function resultOf({ file, finding }: ReportedFinding, ruleIndex: number, root: string): object {
  const { rule, confidence, reason, range, keyPath } = finding;
  return {
    ruleId: rule,
    ruleIndex,
    level: levels[confidence],
    message: { text: reason },
    locations: [
      {
        physicalLocation: {
          artifactLocation: artifactLocation(root, file.absolute),
          region: {
            startLine: range.start.line + 1,
            startColumn: range.start.character + 1,
            endLine: range.end.line + 1,
            endColumn: range.end.character + 1,
          },
        },
        ...(keyPath === '' ? {} : { logicalLocations: [{ fullyQualifiedName: keyPath, kind: 'member' }] }),
      },
    ],
    partialFingerprints: { [fingerprintName]: fingerprintOf(finding, file.relative) },
    properties: { confidence },
  };
}
