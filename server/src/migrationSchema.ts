import * as v from 'valibot';
import { globs, readList } from './detectionSchema.ts';
import {
  defaultMigrationSettings,
  type MigrationSettings,
  sharePolicies,
} from './languageService/migration/migrationSettings.ts';
import { referenceFormats } from './languageService/references/formats/referenceFormat.ts';
import { parseTemplate } from './migration/plan/template/parseTemplate.ts';

const { target, share } = defaultMigrationSettings;

const sectionSchema = v.object({
  migration: v.fallback(
    v.object({
      target: v.fallback(v.string(), target),
      share: v.fallback(v.picklist(sharePolicies), share),
    }),
    { target, share },
  ),
  referenceFormat: v.optional(v.unknown()),
});
const formatSchema = v.object({ files: v.optional(globs), format: v.picklist(referenceFormats) });

/** Settings that were read, and what of them does not fit, as sentences for the person who wrote them. */
export interface ReadMigrationSettings {
  readonly settings: MigrationSettings;
  readonly problems: readonly string[];
}

/**
 * Reads `vaultRefs.migration` and `vaultRefs.referenceFormat` from untrusted configuration. A template that is none stays
 * as it is, and whoever uses it says so: secrets must not go where another one leads. Never throws.
 */
export function readMigrationSettings(section: unknown): ReadMigrationSettings {
  const result = v.safeParse(sectionSchema, section);
  if (!result.success) return { settings: defaultMigrationSettings, problems: [] };
  const { migration, referenceFormat } = result.output;
  const problems: string[] = [];
  const formats = readList('vaultRefs.referenceFormat', formatSchema, referenceFormat, problems);
  const parsed = parseTemplate(migration.target, 'workspace');
  if (!parsed.ok) problems.push(`vaultRefs.migration.target does not work. ${parsed.problem}`);
  return { settings: { ...migration, formats }, problems };
}
