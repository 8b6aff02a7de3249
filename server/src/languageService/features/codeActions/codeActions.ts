import type { CodeAction, Command, Diagnostic, Range } from 'vscode-languageserver-types';
import { CodeActionKind } from 'vscode-languageserver-types';
import { targetName } from '../../migration/messages.ts';
import type { DiagnosticProvider } from '../diagnostics.ts';
import type { DocumentView } from '../documentView.ts';
import { toRange } from '../documentView.ts';
import type { KnownReference } from '../knownReferences.ts';
import type { Problem, TextFix } from '../problem.ts';
import type { Problems } from '../problems.ts';
import { ignoreFix } from './ignoreFinding.ts';

/** Kind of the fix-all action; nothing in it talks to Vault, so an editor may run it on save. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.vaultRefs`;

/** Kind of the actions that move a secret into Vault. */
export const moveKind = `${CodeActionKind.RefactorExtract}.vault`;

/** Most findings of one request that can be ignored by an action. */
const MAX_IGNORED = 10;

/** Makes the commands of a client that has them; absent for clients that do not declare any. */
export interface ClientActions {
  moveToVault(findingId: string, uri: string, version: number): Command;
  /** Puts a reference in place of a secret that is in Vault already. */
  useReference(findingId: string, uri: string, version: number): Command;
  acceptFinding(findingId: string, uri: string, version: number): Command;
  createSecret(uri: string, target: { mount: string; path: string; key: string }): Command;
}

/** Offers quick fixes for the problems in a range. */
export class CodeActionProvider {
  readonly #problems: Problems;
  readonly #diagnostics: DiagnosticProvider;

  constructor(problems: Problems, diagnostics: DiagnosticProvider) {
    this.#problems = problems;
    this.#diagnostics = diagnostics;
  }

  /** Actions for the range, of the requested kinds (all when undefined). */
  provideCodeActions(
    view: DocumentView,
    range: Range,
    only: readonly string[] | undefined,
    client: ClientActions | undefined,
  ): CodeAction[] {
    const start = view.document.offsetAt(range.start);
    const end = view.document.offsetAt(range.end);
    const all = [...this.#problems.find(view)];
    const here = all.filter((problem) => problem.start <= end && problem.end >= start);
    const actions = here.flatMap((problem) => [...this.#actions(view, problem, client)]);
    const ignoring = isWanted(CodeActionKind.QuickFix, only) ? this.#ignoring(view, here, client) : [];
    return [...actions, ...ignoring, ...fixAll(view, all)].filter((action) =>
      isWanted(action.kind ?? '', only),
    );
  }

  *#actions(view: DocumentView, problem: Problem, client: ClientActions | undefined): Iterable<CodeAction> {
    const diagnostics = [this.#diagnostics.toDiagnostic(view, problem)];
    if (problem.fix) yield { ...textAction(view, problem.fix, diagnostics), isPreferred: true };
    if (client) yield* vaultActions(view, problem, diagnostics, client);
  }

  /** After what mends a problem. The places are tried out, so not for all that a wide selection may hold. */
  *#ignoring(
    view: DocumentView,
    problems: readonly Problem[],
    client: ClientActions | undefined,
  ): Iterable<CodeAction> {
    const found = problems.filter(({ finding }) => finding !== undefined).slice(0, MAX_IGNORED);
    for (const problem of found) {
      const { finding } = problem;
      if (!finding) continue;
      const diagnostics = [this.#diagnostics.toDiagnostic(view, problem)];
      const fix = ignoreFix(view, finding);
      if (fix) yield textAction(view, fix, diagnostics);
      const { uri, version } = view.document;
      const command = client?.acceptFinding(finding.id, uri, version);
      if (command) yield { title: command.title, kind: CodeActionKind.QuickFix, diagnostics, command };
    }
  }
}

function textAction(view: DocumentView, fix: TextFix, diagnostics: Diagnostic[]): CodeAction {
  const { title } = fix;
  return { title, kind: CodeActionKind.QuickFix, diagnostics, edit: editOf(view, [fix]) };
}

function editOf({ document }: DocumentView, fixes: readonly TextFix[]): NonNullable<CodeAction['edit']> {
  const edits = fixes.map((fix) => ({ range: toRange(document, fix), newText: fix.newText }));
  return { documentChanges: [{ textDocument: { uri: document.uri, version: document.version }, edits }] };
}

function* vaultActions(
  { document }: DocumentView,
  { missing, finding, known = [] }: Problem,
  diagnostics: Diagnostic[],
  client: ClientActions,
): Iterable<CodeAction> {
  if (missing?.reference.key !== undefined) {
    const { mount, path, key } = missing.reference;
    const command = client.createSecret(document.uri, { mount, path, key });
    yield { title: command.title, kind: CodeActionKind.QuickFix, diagnostics, command };
  }
  const usable = known.filter(({ isWhole }) => isWhole);
  if (finding && usable.length > 0) {
    const command = {
      ...client.useReference(finding.id, document.uri, document.version),
      title: useTitle(usable),
    };
    yield { title: command.title, kind: CodeActionKind.QuickFix, diagnostics, command };
  }
  if (finding) {
    const command = client.moveToVault(finding.id, document.uri, document.version);
    yield { title: command.title, kind: CodeActionKind.QuickFix, diagnostics, command };
    yield { title: command.title, kind: moveKind, command };
  }
}

/** Of several references a person chooses one when it comes to that. */
function useTitle([first, ...others]: readonly KnownReference[]): string {
  if (!first || others.length > 0) return 'Use an existing reference...';
  return `Use the existing reference ${targetName(first.target)}`;
}

/** Only `data/` is removed everywhere at once: a nearest name is a guess that a person must look at. */
function* fixAll(view: DocumentView, problems: readonly Problem[]): Iterable<CodeAction> {
  const fixes = problems.flatMap(({ code, fix }) =>
    code === 'reference.data-segment' && fix?.newText === '' ? [fix] : [],
  );
  if (fixes.length === 0) return;
  yield { title: 'Remove "data/" from all references', kind: fixAllKind, edit: editOf(view, fixes) };
}

function isWanted(kind: string, only: readonly string[] | undefined): boolean {
  // Without a filter an editor shows a lightbulb: the move is there once, as a quick fix.
  if (only === undefined) return kind === CodeActionKind.QuickFix;
  return only.some((wanted) => wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`));
}
