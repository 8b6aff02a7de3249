import { formatReference } from '../../languageService/references/format.ts';
import { targetId } from './assignTargets.ts';
import { type Draft, draftFiles } from './drafts.ts';
import { entryNotes } from './entryNotes.ts';
import type { Plan, PlanEntry, PlannedMove, PlanSource } from './plan.ts';
import type { PlanOptions } from './planOptions.ts';
import { type Placed, placeAll, type PlanState } from './planState.ts';

/**
 * The plan of moving all findings of some files: an entry for each, in a stable order, with a target that no other value
 * has. Nothing is asked of Vault. Never throws but what `options` throw.
 */
export function planEntries(sources: readonly PlanSource[], options: PlanOptions): Plan {
  const { files, drafts } = draftFiles(sources, options);
  return assemble({ options, files, drafts, placed: placeAll(drafts, options), ticks: new Map() });
}

/** The plan that a state makes: what can be moved, what is ticked, and which edited targets are in each other's way. */
export function assemble(state: PlanState): Plan {
  const conflicts = conflictingEntries(state);
  const shared = sharing(state);
  const entries: PlanEntry[] = [];
  const moves = new Map<string, PlannedMove>();
  for (const draft of state.drafts) {
    const placed = state.placed.get(draft.id);
    if (!placed) continue;
    const conflict = conflicts.has(draft.id) ? 'Another secret is to be moved to the same target' : undefined;
    const others = (shared.get(targetId(placed.target)) ?? 1) - 1;
    const entry = toEntry(state, draft, placed, { conflict, others });
    entries.push(entry);
    const { result } = placed;
    if (entry.obstacle !== undefined || !result.ok) continue;
    const { value, edit, spelling } = result;
    moves.set(draft.id, { entry, value, edit, ...(spelling ? { spelling } : {}) });
  }
  return { template: state.options.template, files: state.files, entries, moves, state };
}

function toEntry(
  state: PlanState,
  draft: Draft,
  placed: Placed,
  { conflict, others }: { readonly conflict: string | undefined; readonly others: number },
): PlanEntry {
  const { id, file, finding, located, format } = draft;
  const { target, result } = placed;
  const obstacle = result.ok ? conflict : result.reason;
  return {
    id,
    uri: file.uri,
    finding,
    document: located?.block.document ?? 0,
    keyPath: located?.scalar.path ?? [],
    target,
    format,
    reference: result.ok ? result.reference : formatReference(target),
    notes: obstacle === undefined ? entryNotes(state, draft, placed, others) : [],
    isOn: obstacle === undefined && isWanted(state, draft, placed),
    ...(obstacle === undefined ? {} : { obstacle }),
  };
}

/** Whether a draft is to be moved, as far as a person or the file says so. */
function isWanted({ ticks }: PlanState, { id, file }: Draft, { result }: Placed): boolean {
  return result.ok && (ticks.get(id) ?? (result.spelling !== undefined && file.generated === undefined));
}

/** Wanted entries whose target a person edited to one that another wanted value has. */
function conflictingEntries(state: PlanState): ReadonlySet<string> {
  const holders = new Map<string, string>();
  const conflicts = new Set<string>();
  const wanted = state.drafts.flatMap((draft) => {
    const placed = state.placed.get(draft.id);
    return placed && isWanted(state, draft, placed) ? [{ id: draft.id, placed }] : [];
  });
  // Those that nobody edited keep their targets, which are unique.
  for (const isEdited of [false, true]) {
    for (const { id, placed } of wanted) {
      if (placed.isEdited !== isEdited || !placed.result.ok) continue;
      const target = targetId(placed.target);
      const held = holders.get(target);
      if (held === undefined) holders.set(target, placed.result.value);
      else if (held !== placed.result.value) conflicts.add(id);
    }
  }
  return conflicts;
}

/** How many entries have a target, by its id. */
function sharing({ placed }: PlanState): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { target, result } of placed.values()) {
    if (result.ok) counts.set(targetId(target), (counts.get(targetId(target)) ?? 0) + 1);
  }
  return counts;
}
