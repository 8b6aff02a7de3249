import { extractReferences } from '../../languageService/references/extract.ts';
import { chooseFormat } from '../../languageService/references/formats/chooseFormat.ts';
import type { ReferenceFormat } from '../../languageService/references/formats/referenceFormat.ts';
import { defaultResourceSettings } from '../../languageService/resourceSettings.ts';
import type { KvMount } from '../../languageService/secretStore.ts';
import type { Plan, PlanSource } from '../../migration/plan/plan.ts';
import { planEntries } from '../../migration/plan/planEntries.ts';
import type { TargetMounts } from '../../migration/plan/template/chooseMount.ts';
import type { CommandSettings } from './migrateSettings.ts';

/** The mounts that targets may be on, by what the connection lists. */
export function targetMounts(mounts: readonly KvMount[]): TargetMounts {
  return { mounts, configuredMounts: defaultResourceSettings.mounts };
}

/**
 * The plan of some files. References are written as the option says, else as the settings and the file do.
 * @param format the option `--reference-format`
 */
export function makePlan(
  sources: readonly PlanSource[],
  { template, share, formats }: CommandSettings,
  format: ReferenceFormat | undefined,
  mounts: TargetMounts,
): Plan {
  const named = [...mounts.configuredMounts, ...mounts.mounts];
  return planEntries(sources, {
    ...mounts,
    template,
    share,
    formatOf: ({ path }, config) =>
      format ?? chooseFormat({ path, config, references: extractReferences(config, named), byGlob: formats }),
  });
}
