import { alternativeKey } from '../../languageService/migration/alternativeKey.ts';
import { targetName } from '../../languageService/migration/messages.ts';
import type { CurrentSecret, MountInfo } from '../../languageService/migration/secretVault.ts';
import type { SecretPath } from '../../languageService/secretStore.ts';
import type { EntryAction, PlannedMove } from '../plan/plan.ts';
import { compareKeys } from '../run/keyComparison.ts';
import { shownPath } from '../shownName.ts';
import type { BlockerList } from './blockerList.ts';
import type { Blocker } from './judgement.ts';
import { hasFailed, type PathLook } from './looks.ts';
import { type PathBlocker, writeProblems } from './writeProblems.ts';

/** The ticked moves that go to one path, and what was seen of it. */
export interface PathToJudge {
  readonly secret: SecretPath;
  readonly moves: readonly PlannedMove[];
  readonly mount: MountInfo;
  readonly look: PathLook | undefined;
  /** Keys that others of the plan's entries have at this path. */
  readonly plannedKeys: ReadonlySet<string>;
}

/** What Vault will see of a move. */
export function actionOf({ entry, value }: PlannedMove, current: CurrentSecret): EntryAction {
  const { held, taken } = compareKeys(current, new Map([[entry.target.key, value]]));
  if (taken.length > 0) return 'conflict';
  if (held.length > 0) return 'reuse';
  return current.kind === 'present' ? 'add-key' : 'create';
}

/** Tells `blockers` what stands in the way of writing one path. @returns whether there is something to write. */
export function judgePath(path: PathToJudge, blockers: BlockerList): boolean {
  const { secret, moves, look } = path;
  const ids = moves.map(({ entry }) => entry.id);
  const subject = { kind: 'path', mount: secret.mount, path: secret.path } as const;
  if (!look) {
    const message = `Nobody has looked at ${shownPath(secret)}: try again.`;
    blockers.add({ kind: 'path', subject, message, entries: ids });
    return false;
  }
  if (hasFailed(look.current)) {
    const { failed } = look.current;
    blockers.addFailure(failed === 'denied' ? 'permission' : 'path', subject, failed, ids);
    return false;
  }
  const { current } = look;
  addConflicts(path, current, blockers);
  const missing = compareKeys(current, valuesOf(moves)).missing;
  const add = (blocker: PathBlocker): void => blockers.add({ ...blocker, subject, entries: ids });
  selfDeletion(path, current, look.history).forEach(add);
  if (missing.size > 0) writeProblems({ ...path, look, current, missing }).forEach(add);
  return missing.size > 0;
}

function valuesOf(moves: readonly PlannedMove[]): ReadonlyMap<string, string> {
  return new Map(moves.map(({ entry, value }) => [entry.target.key, value]));
}

function addConflicts(
  { moves, plannedKeys }: PathToJudge,
  current: CurrentSecret,
  blockers: BlockerList,
): void {
  if (current.kind === 'absent') return;
  const taken = new Set([...Object.keys(current.data), ...plannedKeys]);
  const given = new Map<string, Blocker['alternative']>();
  for (const move of moves) {
    const { id, target } = move.entry;
    if (actionOf(move, current) !== 'conflict') continue;
    const name = targetName(target);
    // Entries that share a target share what is offered instead.
    const alternative = given.get(target.key) ?? alternativeKey(target, taken);
    given.set(target.key, alternative);
    taken.add(alternative.key);
    const offer = current.kvVersion === 1 ? '' : `; ${targetName(alternative)} is free`;
    blockers.add({
      kind: 'conflict',
      subject: { kind: 'entry', id },
      message: `${name} already holds another value, which is never overwritten${offer}.`,
      remedy: 'edit-target',
      entries: [id],
      ...(current.kvVersion === 1 ? {} : { alternative }),
    });
  }
}

/** Also where the value is there already: it would be gone one day. */
function selfDeletion(
  { secret }: PathToJudge,
  current: CurrentSecret,
  history: PathLook['history'],
): readonly PathBlocker[] {
  const ofPath = history && !hasFailed(history) && history.kind === 'known' ? history.deleteVersionAfter : '';
  const ofVersion = current.kind === 'present' ? current.deletionTime : '';
  if (ofPath === '' && ofVersion === '') return [];
  const message = `Vault deletes what is at ${shownPath(secret)} by itself after a time: choose another path.`;
  return [{ kind: 'deletes-itself', message, remedy: 'edit-target' }];
}
