import type { DocumentView } from '../languageService/features/documentView.ts';
import type { Finding } from '../languageService/findings/finding.ts';
import type { AcceptResult } from '../protocol.ts';
import type { Baseline } from '../scan/baseline/baseline.ts';
import { baselineFileName } from '../scan/baseline/baseline.ts';
import type { BaselineFiles } from '../scan/baseline/baselineFiles.ts';
import { withFindings, withRenames } from '../scan/baseline/changes.ts';
import { reasonProblem } from '../scan/baseline/format.ts';
import { markedFindings } from './acceptedFindings.ts';
import type { BaselinePlace, WorkspaceBaselines } from './workspaceBaselines.ts';

/** Findings of an open document that a person accepts. */
export interface Acceptance {
  readonly view: DocumentView;
  readonly findings: readonly Finding[];
  /** Undefined when none was given. */
  readonly reason: string | undefined;
  /** The text of the baseline where an editor has it open. */
  readonly openText: string | undefined;
}

/** Writes findings into the baseline of the folder that holds their document, and makes it where there is none. */
export async function acceptFindings(
  files: BaselineFiles,
  baselines: WorkspaceBaselines,
  place: BaselinePlace,
  { view, findings, reason, openText }: Acceptance,
): Promise<AcceptResult> {
  const problem = reason === undefined ? undefined : reasonProblem(reason);
  if (problem !== undefined) return refused(problem);
  const before = toChange(files, place.root, openText);
  if ('problem' in before) return refused(before.problem);
  const { text } = before;
  const baseline = withRenames(before.baseline, await files.renamed(place.root));
  const marked = await markedFindings(view, findings, baselines.marker(baseline.salt));
  const changed = withFindings(baseline, [{ file: place.file, findings: marked }], reason);
  const failure = files.write(place.root, changed.baseline, text);
  if (failure !== undefined) return refused(failure);
  baselines.forget(view.document.uri);
  return { ok: true, message: acceptedMessage(changed.added) };
}

function acceptedMessage(count: number): string {
  return `Accepted into ${baselineFileName}: ${count} ${count === 1 ? 'finding' : 'findings'}.`;
}

/** The baseline to change, with its text on disk; or why it is not changed, as a sentence. */
function toChange(
  files: BaselineFiles,
  root: string,
  openText: string | undefined,
): { readonly baseline: Baseline; readonly text: string | undefined } | { readonly problem: string } {
  const onDisk = files.read(root);
  if (onDisk.kind === 'unreadable') return { problem: `${onDisk.problem} Mend it first.` };
  const text = onDisk.kind === 'read' ? onDisk.text : undefined;
  if (openText !== undefined && openText !== (text ?? ''))
    return { problem: `${baselineFileName} has changes that are not saved: save it first.` };
  if (onDisk.kind === 'none') return { baseline: { salt: files.newSalt(), entries: [] }, text };
  if (onDisk.problems.length > 0)
    return { problem: `${baselineFileName} has entries that do not fit: mend or remove them first.` };
  return { baseline: onDisk.baseline, text };
}

function refused(message: string): AcceptResult {
  return { ok: false, message };
}
