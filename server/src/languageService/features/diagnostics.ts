import type { Diagnostic } from 'vscode-languageserver-types';
import { diagnosticSource, documentationLink } from '../diagnosticCodes.ts';
import type { DocumentView } from './documentView.ts';
import { toRange } from './documentView.ts';
import type { Problem } from './problem.ts';
import type { Problems } from './problems.ts';

/** Shows problems as LSP diagnostics. */
export class DiagnosticProvider {
  readonly #problems: Problems;
  readonly #documentationPage: string;

  /** `documentationPage` is the address of the page that explains the codes. */
  constructor(problems: Problems, documentationPage: string) {
    this.#problems = problems;
    this.#documentationPage = documentationPage;
  }

  /** All diagnostics of a document, with what is known of Vault now. */
  provideDiagnostics(view: DocumentView): Diagnostic[] {
    return Array.from(this.#problems.find(view), (problem) => this.toDiagnostic(view, problem));
  }

  /** The diagnostic of one problem. */
  toDiagnostic(view: DocumentView, problem: Problem): Diagnostic {
    return {
      range: toRange(view.document, problem),
      severity: problem.severity,
      code: problem.code,
      codeDescription: { href: documentationLink(this.#documentationPage, problem.code) },
      source: diagnosticSource,
      message: problem.message,
    };
  }
}
