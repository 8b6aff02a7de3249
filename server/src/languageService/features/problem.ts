import { DiagnosticSeverity } from 'vscode-languageserver-types';
import type { DiagnosticCode } from '../diagnosticCodes.ts';
import type { Finding } from '../findings/finding.ts';
import type { FoundReference, OffsetRange } from '../references/reference.ts';
import type { KnownReference } from './knownReferences.ts';
import type { Severity, SeverityByConfidence } from '../severity.ts';

/** Text that solves a problem by itself, without Vault. Offsets are absolute. */
export interface TextFix extends OffsetRange {
  readonly newText: string;
  readonly title: string;
}

/** What is wrong at one place; diagnostics and quick fixes are two views of it. Offsets are absolute. */
export interface Problem extends OffsetRange {
  readonly code: DiagnosticCode;
  readonly severity: DiagnosticSeverity;
  /** Never holds a value. */
  readonly message: string;
  readonly fix?: TextFix;
  /** A secret that could be created here. */
  readonly missing?: FoundReference;
  readonly finding?: Finding;
  /** Where the secret is in Vault already. */
  readonly known?: readonly KnownReference[];
}

const lspSeverities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** Severity of a plaintext secret, as the settings have it for its confidence. */
export function findingSeverity(
  { confidence }: Pick<Finding, 'confidence'>,
  severityOf: SeverityByConfidence,
): DiagnosticSeverity {
  return lspSeverities[severityOf[confidence]];
}
