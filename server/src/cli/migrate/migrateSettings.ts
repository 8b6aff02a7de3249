import type { DetectionSettings } from '../../languageService/findings/policy/detectionSettings.ts';
import type { Confidence } from '../../languageService/findings/finding.ts';
import {
  defaultMigrationSettings,
  type SharePolicy,
} from '../../languageService/migration/migrationSettings.ts';
import type { FormatForFiles } from '../../languageService/references/formats/chooseFormat.ts';
import { parseTemplate } from '../../migration/plan/template/parseTemplate.ts';
import { type TargetTemplate, templateOrigin } from '../../migration/plan/template/targetTemplate.ts';
import { readMigrationSettings } from '../../migrationSchema.ts';
import { loadFormats } from '../../referenceFormats.ts';
import { CouldNotError, UsageError } from '../context.ts';
import { scanSettingsOf, usualSettings } from '../scan/scanSettings.ts';
import { isObject, readSettingsFile, type SettingsFile } from '../scan/settingsFile.ts';
import { PATTERN_TIME_LIMIT } from '../scan/timeLimit.ts';
import type { NewMigration } from './migrateOrder.ts';

/** What a migration goes by, and what of the settings does not fit, as sentences for the person who wrote them. */
export interface CommandSettings {
  readonly template: TargetTemplate;
  readonly share: SharePolicy;
  readonly formats: readonly FormatForFiles[];
  readonly detection: DetectionSettings;
  readonly minConfidence: Confidence;
  readonly problems: readonly string[];
}

/**
 * Options of the command line, else the `--config FILE`, else what is usual. A template is the person's own when `--to`
 * gives it; a file may have come with the repository, so one of its templates counts as the workspace's.
 * @throws UsageError for a `--to` that is none, CouldNotError for a file that cannot be used.
 */
export async function readCommandSettings(order: NewMigration, cwd: string): Promise<CommandSettings> {
  const file = order.config === undefined ? {} : readSettingsFile(order.config, cwd);
  const scan = order.config === undefined ? usualSettings : scanSettingsOf(file);
  const { settings, problems } = readMigrationSettings(sectionOf(file));
  const all = [...scan.problems, ...problems];
  return {
    template: order.to === undefined ? templateOf(settings.target) : ownTemplate(order.to),
    share: order.share ?? settings.share,
    formats: await loadFormats(settings.formats, (problem) => all.push(problem), PATTERN_TIME_LIMIT),
    detection: scan.detection,
    minConfidence: order.minConfidence ?? scan.minConfidence,
    problems: all,
  };
}

function ownTemplate(text: string): TargetTemplate {
  const parsed = parseTemplate(text, 'user');
  if (!parsed.ok) throw new UsageError(`--to: ${parsed.problem}`);
  return parsed.template;
}

function templateOf(text: string): TargetTemplate {
  const parsed = parseTemplate(text, templateOrigin(text, undefined));
  if (!parsed.ok) throw new CouldNotError(`The --config FILE: ${parsed.problem}`);
  return parsed.template;
}

/** Settings of moving: as VS Code's `settings.json` has them, or below `migration`. */
function sectionOf(file: SettingsFile): unknown {
  const nested = file['migration'];
  const read = (name: string): unknown =>
    file[`vaultRefs.migration.${name}`] ?? (isObject(nested) ? nested[name] : undefined);
  const { target, share } = defaultMigrationSettings;
  return {
    migration: { target: read('target') ?? target, share: read('share') ?? share },
    referenceFormat: file['vaultRefs.referenceFormat'] ?? file['referenceFormat'],
  };
}
