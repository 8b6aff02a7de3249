import type { SecretPath } from '../../languageService/secretStore.ts';
import { pathId } from '../journal/runState.ts';
import type { PlanEntry, PlannedMove } from '../plan/plan.ts';

/** The moves to one path. */
export interface PathMoves {
  readonly secret: SecretPath;
  readonly moves: readonly PlannedMove[];
}

/** Moves by their paths, in the order of the first of each. */
export function movesByPath(moves: readonly PlannedMove[]): readonly PathMoves[] {
  const paths = new Map<string, PathMoves & { readonly moves: PlannedMove[] }>();
  for (const move of moves) {
    const { mount, path } = move.entry.target;
    const id = pathId({ mount, path });
    const known = paths.get(id) ?? { secret: { mount, path }, moves: [] };
    known.moves.push(move);
    paths.set(id, known);
  }
  return [...paths.values()];
}

/** All keys that entries have at a path, by its id. */
export function keysByPath(entries: readonly PlanEntry[]): ReadonlyMap<string, ReadonlySet<string>> {
  const keys = new Map<string, Set<string>>();
  for (const { target } of entries) {
    const id = pathId(target);
    const known = keys.get(id) ?? new Set<string>();
    known.add(target.key);
    keys.set(id, known);
  }
  return keys;
}

/** The ids of moves, by the address of their file. */
export function idsByFile(moves: readonly PlannedMove[]): ReadonlyMap<string, readonly string[]> {
  const files = new Map<string, string[]>();
  for (const { entry } of moves) {
    const known = files.get(entry.uri) ?? [];
    known.push(entry.id);
    files.set(entry.uri, known);
  }
  return files;
}
