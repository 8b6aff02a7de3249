import type { Diagnostic } from 'vscode-languageserver-types';
import { targetName } from '../migration/messages.ts';
import type { DocumentView } from './documentView.ts';
import { toRange } from './documentView.ts';
import type { KnownReference } from './knownReferences.ts';
import type { Problem } from './problem.ts';
import type { Problems } from './problems.ts';
import { toDiagnostic } from './toDiagnostic.ts';

/** Most diagnostics of one document. VS Code shows no more than so many of a file, the most severe. */
export const MAX_DIAGNOSTICS = 1_000;

/** Shows problems as LSP diagnostics. */
export class DiagnosticProvider {
  readonly #problems: Problems;
  readonly #documentationPage: string;

  /** `documentationPage` is the address of the page that explains the codes. */
  constructor(problems: Problems, documentationPage: string) {
    this.#problems = problems;
    this.#documentationPage = documentationPage;
  }

  /** The diagnostics of a document, with what is known of Vault now; of too many the most severe. */
  provideDiagnostics(view: DocumentView): Diagnostic[] {
    const problems = [...this.#problems.find(view)];
    const shown =
      problems.length > MAX_DIAGNOSTICS
        ? problems.sort((one, two) => one.severity - two.severity).slice(0, MAX_DIAGNOSTICS)
        : problems;
    return shown.map((problem) => this.toDiagnostic(view, problem));
  }

  /** The diagnostic of one problem. */
  toDiagnostic(view: DocumentView, problem: Problem): Diagnostic {
    const { severity, code, message, known } = problem;
    const range = toRange(view.document, problem);
    const diagnostic = toDiagnostic(this.#documentationPage, { range, severity, code, message });
    if (!known) return diagnostic;
    const location = { uri: view.document.uri, range };
    return {
      ...diagnostic,
      relatedInformation: known.map((one) => ({ location, message: whereInVault(one) })),
    };
  }
}

/** A place in Vault is none that an editor can open, so this stands at the secret itself. */
function whereInVault({ target, isWhole }: KnownReference): string {
  const name = targetName(target);
  return isWhole
    ? `In Vault already: ${name}`
    : `In Vault already, decoded or as a part of this value: ${name}`;
}
