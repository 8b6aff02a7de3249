import type { ConfigDocument } from '../../languageService/configDocument.ts';
import { extractReferences } from '../../languageService/references/extract.ts';
import { chooseFormat, type FormatForFiles } from '../../languageService/references/formats/chooseFormat.ts';
import type { ReferenceFormat } from '../../languageService/references/formats/referenceFormat.ts';
import { defaultResourceSettings, type ResourceSettings } from '../../languageService/resourceSettings.ts';
import type { SecretStore } from '../../languageService/secretStore.ts';
import type { PlanSource } from '../../migration/plan/plan.ts';
import type { PlanOptions } from '../../migration/plan/planOptions.ts';
import { parseTemplate } from '../../migration/plan/template/parseTemplate.ts';
import { templateOrigin } from '../../migration/plan/template/targetTemplate.ts';
import { loadFormats } from '../../referenceFormats.ts';
import type { ReadSource } from '../sources/readSource.ts';

/** What planning knows besides the files. */
export interface OptionsContext {
  readonly store: Pick<SecretStore, 'knownMounts'>;
  /** The template in the person's own settings. */
  readonly ownTemplate: string | undefined;
  /** Says what does not work in the settings. */
  readonly tell: (problem: string) => void;
}

/** What decides about the places of secrets, or a sentence that says what to mend first. */
export async function planOptions(
  files: readonly ReadSource[],
  context: OptionsContext,
): Promise<PlanOptions | string> {
  const first = files[0]?.settings ?? defaultResourceSettings;
  if (!files.every(({ settings }) => isAlike(settings, first)))
    return 'The folders of this workspace have different settings for where secrets go: move those of one folder at a time.';
  const { migration, mounts: configuredMounts } = first;
  const origin = templateOrigin(migration.target, context.ownTemplate);
  const parsed = parseTemplate(migration.target, origin);
  if (!parsed.ok) return `The setting vaultRefs.migration.target does not work. ${parsed.problem}`;
  const { knownMounts: mounts } = context.store;
  return {
    template: parsed.template,
    share: migration.share,
    mounts,
    configuredMounts,
    formatOf: await formatChooser(files, context),
  };
}

/** Whether the same template would give the same targets. */
function isAlike(one: ResourceSettings, other: ResourceSettings): boolean {
  return (
    one.migration.target === other.migration.target &&
    one.migration.share === other.migration.share &&
    one.mounts.join('\n') === other.mounts.join('\n')
  );
}

async function formatChooser(
  files: readonly ReadSource[],
  { store, tell }: OptionsContext,
): Promise<PlanOptions['formatOf']> {
  const loaded = new Map<ResourceSettings, readonly FormatForFiles[]>();
  const settingsOf = new Map<PlanSource, ResourceSettings>();
  for (const { source, settings } of files) {
    settingsOf.set(source, settings);
    if (!loaded.has(settings)) loaded.set(settings, await loadFormats(settings.migration.formats, tell));
  }
  return (source: PlanSource, config: ConfigDocument): ReferenceFormat => {
    const settings = settingsOf.get(source);
    const references = extractReferences(config, [...(settings?.mounts ?? []), ...store.knownMounts]);
    const byGlob = (settings && loaded.get(settings)) ?? [];
    return chooseFormat({ path: source.path, config, references, byGlob });
  };
}
