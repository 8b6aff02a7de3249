import { locatedScalars } from '../../../../server/src/languageService/configDocument.ts';
import { defaultMigrationSettings } from '../../../../server/src/languageService/migration/migrationSettings.ts';
import type { SecretTarget } from '../../../../server/src/languageService/migration/moveResult.ts';
import { parseTarget } from '../../../../server/src/languageService/migration/parseTarget.ts';
import { parseConfig } from '../../../../server/src/languageService/parse/index.ts';
import { formatReference } from '../../../../server/src/languageService/references/format.ts';
import type { Plan, PlanFinding, PlanSource } from '../../../../server/src/migration/plan/plan.ts';
import { planEntries } from '../../../../server/src/migration/plan/planEntries.ts';
import type { PlanOptions } from '../../../../server/src/migration/plan/planOptions.ts';
import { parseTemplate } from '../../../../server/src/migration/plan/template/parseTemplate.ts';
import type {
  TargetTemplate,
  TemplateOrigin,
} from '../../../../server/src/migration/plan/template/targetTemplate.ts';

export function template(text: string, origin: TemplateOrigin = 'user'): TargetTemplate {
  const parsed = parseTemplate(text, origin);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.template;
}

export const usualOptions: PlanOptions = {
  template: template(defaultMigrationSettings.target, 'default'),
  share: 'same-key',
  mounts: [{ path: 'secret', kvVersion: 2 }],
  configuredMounts: ['secret'],
  formatOf: () => 'own',
};

/** A file of the folder `shop`; each scalar whose value begins with `pw` is a finding. */
export function source(path: string, text: string, extra: Partial<PlanSource> = {}): PlanSource {
  const languageId = path.endsWith('.json') ? 'json' : 'yaml';
  return {
    uri: `file:///w/shop/${path}`,
    languageId,
    folder: 'shop',
    path,
    text,
    findings: findingsIn(text, languageId),
    ...extra,
  };
}

export function findingsIn(text: string, languageId: string): readonly PlanFinding[] {
  return [...locatedScalars(parseConfig(text, languageId))].flatMap(({ scalar, start, end }) =>
    scalar.value.startsWith('pw') ? [finding(start, end)] : [],
  );
}

export function finding(start: number, end: number, scalarStart = start, scalarEnd = end): PlanFinding {
  return { ruleId: 'keyed-password', confidence: 'high', start, end, scalarStart, scalarEnd };
}

export function plan(sources: readonly PlanSource[], options: Partial<PlanOptions> = {}): Plan {
  return planEntries(sources, { ...usualOptions, ...options });
}

/** The targets of a plan's entries, as text. */
export function targets({ entries }: Plan): readonly string[] {
  return entries.map(({ target }) => formatReference(target));
}

export function targetOf(text: string): SecretTarget {
  const parsed = parseTarget(text, ['secret', 'kv', 'old']);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.target;
}
