import type { Diagnostic, DiagnosticSeverity, Range } from 'vscode-languageserver-types';
import type { DiagnosticCode } from '../diagnosticCodes.ts';
import { diagnosticSource, documentationLink } from '../diagnosticCodes.ts';

/** What a diagnostic says, and where. */
export interface DiagnosticParts {
  readonly range: Range;
  readonly severity: DiagnosticSeverity;
  readonly code: DiagnosticCode;
  /** Never holds a value. */
  readonly message: string;
}

/** A diagnostic of ours, the same for open documents and for files; `page` explains the codes. */
export function toDiagnostic(page: string, { range, severity, code, message }: DiagnosticParts): Diagnostic {
  return {
    range,
    severity,
    code,
    codeDescription: { href: documentationLink(page, code) },
    source: diagnosticSource,
    message,
  };
}
