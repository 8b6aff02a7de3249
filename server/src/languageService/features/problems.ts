import { DiagnosticSeverity } from 'vscode-languageserver-types';
import type { Refusal } from '../configDocument.ts';
import type { Directive } from '../findings/suppressions/directive.ts';
import { removalOf } from '../findings/suppressions/removal.ts';
import type { DocumentView } from './documentView.ts';
import type { KnownReferences } from './knownReferences.ts';
import { nothingKnown } from './knownReferences.ts';
import type { Problem } from './problem.ts';
import { findingSeverity } from './problem.ts';
import type { ReferenceProblems } from './referenceProblems.ts';

/** Everything that is wrong in a document. */
export class Problems {
  readonly #references: ReferenceProblems;
  readonly #known: KnownReferences;

  constructor(references: ReferenceProblems, known: KnownReferences = nothingKnown) {
    this.#references = references;
    this.#known = known;
  }

  /** Problems in no particular order. */
  *find(view: DocumentView): Iterable<Problem> {
    yield* this.#refusal(view);
    for (const placed of view.references) yield* this.#references.find(placed);
    for (const finding of view.findings) {
      const known = this.#known.of(view, finding);
      yield {
        start: finding.start,
        end: finding.end,
        code: 'secret.plaintext',
        severity: findingSeverity(finding, view.severity),
        message: finding.reason,
        finding,
        ...(known.length === 0 ? {} : { known }),
      };
    }
    for (const directive of view.unusedSuppressions) yield unusedSuppression(view, directive);
  }

  *#refusal({ config }: DocumentView): Iterable<Problem> {
    if (!config.refusal) return;
    const { limit, max } = config.refusal;
    yield {
      start: 0,
      end: 0,
      code: 'document.too-large',
      severity: DiagnosticSeverity.Information,
      message: `${limit === 'size' ? 'This file' : 'A part of this file'} is not checked: ${exceeding[limit]} ${String(max)}.`,
    };
  }
}

const exceeding: Readonly<Record<Refusal['limit'], string>> = {
  size: 'its size exceeds the limit of',
  depth: 'its depth exceeds the limit of',
  documents: 'the number of its documents exceeds the limit of',
};

/** One of our comments that sets nothing aside, with the removal of it. */
function unusedSuppression({ config }: DocumentView, directive: Directive): Problem {
  const { start, end, rule } = directive;
  const about = rule === undefined ? '' : ` of the rule "${rule}"`;
  return {
    start,
    end,
    code: 'suppression.unused',
    severity: DiagnosticSeverity.Information,
    message: `This comment sets no finding${about} aside; it can go.`,
    // Worked out when it is asked for: a file may have far more of these than are shown.
    get fix() {
      return { ...removalOf(config.text, directive), newText: '', title: 'Remove the comment' };
    },
  };
}
