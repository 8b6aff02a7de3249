import type { CurrentSecret, MountInfo, SecretVault } from '../../languageService/migration/secretVault.ts';
import type { Plan } from '../plan/plan.ts';
import { judge } from '../preflight/judge.ts';
import type { Judgement } from '../preflight/judgement.ts';
import { hasFailed, type Looks } from '../preflight/looks.ts';
import type { RunKnowledge } from '../run/runOptions.ts';
import type { RunFiles } from '../runFiles.ts';
import { lookAround } from './lookAround.ts';
import type { RunMove } from './runHeader.ts';

/** A plan, and what was seen of Vault and the files for it. It holds values, so it stays in the process. */
export interface PreparedPlan {
  readonly plan: Plan;
  readonly judgement: Judgement;
  readonly looks: Looks;
}

/** Looks at what a plan touches, and judges whether it may run. Nothing is written. @throws only the signal's reason. */
export async function preparePlan(
  ports: { readonly vault: SecretVault; readonly files: RunFiles },
  plan: Plan,
  signal: AbortSignal,
): Promise<PreparedPlan> {
  const looks = await lookAround(ports, plan, signal);
  return { plan, looks, judgement: judge(plan, looks) };
}

/** The moves that a run makes of a plan without blockers: what is ticked and can be moved. */
export function runMoves({ plan, judgement }: PreparedPlan): readonly RunMove[] {
  return plan.entries.flatMap(({ id, uri, isOn, finding }): readonly RunMove[] => {
    const move = plan.moves.get(id);
    const judged = judgement.entries.get(id);
    const file = plan.files.find((one) => one.uri === uri);
    if (!isOn || !move || !file || judged?.status !== 'ready' || judged.action === 'unknown') return [];
    const line = lineOf(file.document.text, finding.start);
    return [{ move, action: judged.action, languageId: file.languageId, line }];
  });
}

/** What a run need not ask again. */
export function runKnowledge({ looks }: PreparedPlan): RunKnowledge {
  const paths = new Map<string, CurrentSecret>();
  for (const [id, { current }] of looks.paths) if (!hasFailed(current)) paths.set(id, current);
  const mounts = new Map<string, MountInfo>();
  for (const [mount, info] of looks.mounts) if (!hasFailed(info)) mounts.set(mount, info);
  const fixedMetadata = new Set(
    [...looks.paths].flatMap(([id, { rights }]) => (rights?.patchMetadata === false ? [id] : [])),
  );
  return { paths, mounts, fixedMetadata };
}

/** The 0-based line of an offset. */
function lineOf(text: string, offset: number): number {
  let line = 0;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}
