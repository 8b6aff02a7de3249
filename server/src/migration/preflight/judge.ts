import type { CurrentSecret, MountInfo } from '../../languageService/migration/secretVault.ts';
import type { SecretPath } from '../../languageService/secretStore.ts';
import { pathId } from '../journal/runState.ts';
import type { Plan, PlanEntry, PlannedMove } from '../plan/plan.ts';
import { shownName } from '../shownName.ts';
import { idsByFile, keysByPath, movesByPath, type PathMoves } from './groupMoves.ts';
import { BlockerList } from './blockerList.ts';
import { judgeFile } from './judgeFiles.ts';
import type { Blocker, EntryJudgement, Judgement, JudgementCounts } from './judgement.ts';
import { actionOf, judgePath } from './judgePath.ts';
import { hasFailed, type Looks } from './looks.ts';

/**
 * Whether a plan may run, by what was seen of Vault and the files. Only ticked entries count, and any blocker refuses the
 * whole run. What was not looked at is a blocker as well. Never throws.
 */
export function judge(plan: Plan, looks: Looks): Judgement {
  return new Judge(plan, looks).judge();
}

class Judge {
  readonly #plan: Plan;
  readonly #looks: Looks;
  readonly #blockers = new BlockerList();
  readonly #ticked: readonly PlannedMove[];

  constructor(plan: Plan, looks: Looks) {
    this.#plan = plan;
    this.#looks = looks;
    this.#ticked = plan.entries.flatMap(({ id, isOn }) => {
      const move = isOn ? plan.moves.get(id) : undefined;
      return move ? [move] : [];
    });
  }

  judge(): Judgement {
    const { connection } = this.#looks;
    const ids = this.#ticked.map(({ entry }) => entry.id);
    if (connection !== 'ready') {
      this.#blockers.addFailure('connection', { kind: 'connection' }, connection, ids);
    }
    const paths = movesByPath(this.#ticked);
    const written = connection === 'ready' ? this.#judgePaths(paths) : [];
    this.#judgeFiles();
    const blockers = this.#blockers.all;
    const entries = this.#entries(blockers);
    return {
      entries,
      blockers,
      probes: this.#probes(written),
      kvV1Paths: written.filter(({ mount }) => this.#mountInfo(mount)?.kvVersion === 1),
      counts: this.#counts(entries, paths.length),
    };
  }

  /** The paths that will be written. */
  #judgePaths(paths: readonly PathMoves[]): readonly SecretPath[] {
    const plannedKeys = keysByPath(this.#plan.entries);
    return paths.flatMap(({ secret, moves }) => {
      const mount = this.#judgeMount(secret.mount, moves);
      if (!mount) return [];
      const id = pathId(secret);
      const look = this.#looks.paths.get(id);
      const path = { secret, moves, mount, look, plannedKeys: plannedKeys.get(id) ?? new Set<string>() };
      return judgePath(path, this.#blockers) ? [secret] : [];
    });
  }

  /** The mount, where its paths are worth a judgement. */
  #judgeMount(mount: string, moves: readonly PlannedMove[]): MountInfo | undefined {
    const look = this.#looks.mounts.get(mount);
    const subject = { kind: 'mount', mount } as const;
    const entries = moves.map(({ entry }) => entry.id);
    if (!look) {
      const message = `Nobody has looked at the mount ${shownName(mount)}: try again.`;
      this.#blockers.add({ kind: 'mount', subject, message, entries });
      return undefined;
    }
    if (hasFailed(look)) {
      this.#blockers.addFailure(
        look.failed === 'denied' ? 'permission' : 'mount',
        subject,
        look.failed,
        entries,
      );
      return undefined;
    }
    if ((look.deleteVersionAfter ?? '') === '') return look;
    const message = `The mount ${shownName(mount)} deletes its secrets by itself after a time: choose another one.`;
    this.#blockers.add({ kind: 'deletes-itself', subject, message, remedy: 'edit-target', entries });
    return undefined;
  }

  #mountInfo(mount: string): MountInfo | undefined {
    const look = this.#looks.mounts.get(mount);
    return look && !hasFailed(look) ? look : undefined;
  }

  #probes(written: readonly SecretPath[]): readonly SecretPath[] {
    const probes = new Map<string, SecretPath>();
    for (const secret of written) {
      const info = this.#mountInfo(secret.mount);
      if (info?.kvVersion !== 2 || info.deleteVersionAfter !== undefined || probes.has(secret.mount))
        continue;
      probes.set(secret.mount, secret);
    }
    return [...probes.values()];
  }

  #judgeFiles(): void {
    const ids = idsByFile(this.#ticked);
    for (const file of this.#plan.files) {
      const entries = ids.get(file.uri);
      if (entries) judgeFile(file, this.#looks.files.get(file.uri), entries, this.#blockers);
    }
  }

  #entries(blockers: readonly Blocker[]): ReadonlyMap<string, EntryJudgement> {
    const reasons = new Map<string, string>();
    for (const { entries, message } of blockers) {
      for (const id of entries) if (!reasons.has(id)) reasons.set(id, message);
    }
    return new Map(this.#plan.entries.map((entry) => [entry.id, this.#entry(entry, reasons.get(entry.id))]));
  }

  #entry({ id, target, isOn, obstacle }: PlanEntry, reason: string | undefined): EntryJudgement {
    const move = this.#plan.moves.get(id);
    const current = this.#current(target);
    const action = move && current ? actionOf(move, current) : 'unknown';
    if (obstacle !== undefined) return { action, status: 'left', reason: `${obstacle}.` };
    if (!isOn) return { action, status: 'left', reason: 'It is not ticked.' };
    return reason === undefined ? { action, status: 'ready' } : { action, status: 'blocked', reason };
  }

  #current(secret: SecretPath): CurrentSecret | undefined {
    const current = this.#looks.paths.get(pathId(secret))?.current;
    return current && !hasFailed(current) ? current : undefined;
  }

  #counts(entries: ReadonlyMap<string, EntryJudgement>, paths: number): JudgementCounts {
    const ticked = [...entries.values()].filter(({ status }) => status !== 'left');
    const count = (action: EntryJudgement['action']): number =>
      ticked.filter((entry) => entry.action === action).length;
    return {
      secrets: ticked.length,
      files: new Set(this.#ticked.map(({ entry }) => entry.uri)).size,
      paths,
      created: count('create'),
      added: count('add-key'),
      reused: count('reuse'),
      conflicts: count('conflict'),
      left: entries.size - ticked.length,
    };
  }
}
