import { TextDocument } from 'vscode-languageserver-textdocument';
import { toRange } from '../../languageService/features/documentView.ts';
import { formatReference } from '../../languageService/references/format.ts';
import type { Plan, PlanEntry, PlanFile } from '../../migration/plan/plan.ts';
import type { Blocker, EntryJudgement, Judgement } from '../../migration/preflight/judgement.ts';
import type { MigrationBlocker, MigrationEntry, MigrationFile, MigrationPlan } from '../../protocol.ts';
import { keyPathText } from '../../scan/keyPathText.ts';
import { findingPlace, type HeldPlan } from './heldPlan.ts';

const acceptedNote = 'The baseline of the folder accepts this finding.';

/** A plan as a client shows it: names and places, and no value. */
export function planView(held: HeldPlan): MigrationPlan {
  const { number, origin, namespace, prepared, skipped } = held;
  const { plan, judgement } = prepared;
  const { secrets, files, paths, created, added, reused, left } = judgement.counts;
  return {
    plan: number,
    origin,
    namespace,
    files: plan.files.map((file) => fileView(held, file)),
    blockers: judgement.blockers.map(blockerView),
    counts: { secrets, files, paths, created, added, reused, left },
    mounts: writtenMounts(plan, judgement),
    kvV1Mounts: [...new Set(judgement.kvV1Paths.map(({ mount }) => mount))],
    ...(plan.template.origin === 'workspace' ? { workspaceTemplate: plan.template.text } : {}),
    skipped,
  };
}

function fileView({ prepared, accepted }: HeldPlan, file: PlanFile): MigrationFile {
  const { uri, languageId, folder, path, document } = file;
  const text = TextDocument.create(uri, languageId, 0, document.text);
  const { plan, judgement } = prepared;
  const entries = plan.entries
    .filter((entry) => entry.uri === uri)
    .map((entry): MigrationEntry => {
      const isAccepted = accepted.has(findingPlace(uri, entry.finding));
      const view = entryView(entry, judgement.entries.get(entry.id), plan.moves.has(entry.id));
      const notes = isAccepted ? [...entry.notes, acceptedNote] : entry.notes;
      return { ...view, notes, range: toRange(text, entry.finding) };
    });
  return { uri, folderName: folder ?? '', path, entries };
}

function entryView(
  entry: PlanEntry,
  judged: EntryJudgement | undefined,
  canMove: boolean,
): Omit<MigrationEntry, 'range' | 'notes'> {
  const { id, finding, keyPath, target, reference, isOn, obstacle } = entry;
  const { ruleId: rule, confidence } = finding;
  const reason = obstacle !== undefined || judged?.status === 'blocked' ? judged?.reason : undefined;
  return {
    id,
    rule,
    confidence,
    keyPath: keyPathText(keyPath),
    target,
    targetText: formatReference(target),
    reference,
    action: judged?.action ?? 'unknown',
    isOn,
    canMove,
    ...(reason === undefined ? {} : { reason }),
  };
}

function blockerView({ message, remedy, subject, entries: [entry] }: Blocker): MigrationBlocker {
  return {
    message,
    ...(remedy === undefined || remedy === 'unseal' ? {} : { remedy }),
    ...(subject.kind === 'file' ? { uri: subject.uri } : {}),
    ...(entry === undefined ? {} : { entry }),
  };
}

/** Of the ticked entries; where the value is there already, nothing is written. */
function writtenMounts({ entries }: Plan, judgement: Judgement): readonly string[] {
  const written = entries.filter(({ id }) => {
    const judged = judgement.entries.get(id);
    return judged && judged.status !== 'left' && judged.action !== 'reuse';
  });
  return [...new Set(written.map(({ target }) => target.mount))];
}
