import type { PreparedPlan } from '../../migration/service/preparedPlan.ts';
import { chooseMount, type TargetMounts } from '../../migration/plan/template/chooseMount.ts';
import type { CliContext } from '../context.ts';
import { CouldNotError } from '../context.ts';
import { agree, counted, placeWords } from './asking.ts';
import type { RunManner } from './migrateOrder.ts';

/** Where a run would write. */
export interface RunPlace {
  readonly origin: string;
  readonly namespace: string;
  readonly mounts: TargetMounts;
}

/**
 * Has the person agree to a run: to a template that is not their own, to the race of KV v1 and to the place, each on its
 * own. `--yes` speaks for the place alone.
 * @throws CouldNotError unless they agree to all.
 */
export async function agreeToRun(
  prepared: PreparedPlan,
  place: RunPlace,
  manner: RunManner,
  context: Pick<CliContext, 'confirm' | 'stderr'>,
): Promise<void> {
  await agreeToTemplate(prepared, place, manner, context);
  await agreeToKvV1(prepared, manner, context);
  if (!manner.isAgreed) await agree(context, runWords(prepared, place), 'Move them?');
}

/** A file with settings may have come with the repository, whose author could read what is moved to their path. */
async function agreeToTemplate(
  { plan: { template } }: PreparedPlan,
  { mounts }: RunPlace,
  { isAgreed }: RunManner,
  context: Pick<CliContext, 'confirm' | 'stderr'>,
): Promise<void> {
  if (isAgreed && template.hasMountVariable && !chooseMount(template, mounts).isKnown)
    throw new CouldNotError('Nothing was written: no usual mount is there, so name one by --to.');
  if (template.origin !== 'workspace') return;
  if (isAgreed)
    throw new CouldNotError(
      'Nothing was written: the --config FILE says where secrets go, which --yes does not agree to. Repeat its template by --to.',
    );
  const lines = [`The --config FILE says where the secrets go: ${template.text}`];
  await agree(context, lines, 'Is that where you want them?');
}

async function agreeToKvV1(
  { judgement: { kvV1Paths } }: PreparedPlan,
  { isAgreed, acceptsKvV1 }: RunManner,
  context: Pick<CliContext, 'confirm' | 'stderr'>,
): Promise<void> {
  if (kvV1Paths.length === 0 || acceptsKvV1) return;
  if (isAgreed)
    throw new CouldNotError(
      'Nothing was written: KV v1 has no check-and-set, so a write of somebody else at the same moment could be lost. Give --kv-v1 to agree to that.',
    );
  const paths = counted(kvV1Paths.length, 'path is', 'paths are');
  const lines = [
    `${paths} on KV v1, which has no check-and-set: a write of somebody else at the same moment could be lost.`,
  ];
  await agree(context, lines, 'Write them all the same?');
}

function runWords({ plan, judgement: { counts, probes } }: PreparedPlan, place: RunPlace): readonly string[] {
  const ticked = plan.entries.filter(({ isOn }) => isOn);
  const mounts = [...new Set(ticked.map(({ target }) => target.mount))];
  const { secrets, files, paths, created, added, reused } = counts;
  return [
    `${counted(secrets, 'secret')} of ${counted(files, 'file')} would go to ${placeWords(place)}.`,
    `${mounts.length === 1 ? 'Mount' : 'Mounts'}: ${mounts.join(', ')}. ${counted(paths, 'path')}: ${counted(created, 'key')} of new paths, ${added} added to existing ones, ${reused} there already with the same value.`,
    ...(probes.length > 0
      ? ['A mount does not show whether its secrets delete themselves: one path is written first to see.']
      : []),
  ];
}
