import { locatedScalars } from '../../../../server/src/languageService/configDocument.ts';
import { referenceEdit } from '../../../../server/src/languageService/migration/edit.ts';
import { defaultMigrationSettings } from '../../../../server/src/languageService/migration/migrationSettings.ts';
import type { SecretTarget } from '../../../../server/src/languageService/migration/moveResult.ts';
import { parseTarget } from '../../../../server/src/languageService/migration/parseTarget.ts';
import { verifyEdit } from '../../../../server/src/languageService/migration/verifyEdit.ts';
import { parseConfig } from '../../../../server/src/languageService/parse/index.ts';
import { formatReference } from '../../../../server/src/languageService/references/format.ts';
import type { Placement, PlaceRequest } from '../../../../server/src/migration/plan/place.ts';
import type { Plan, PlanFinding, PlanSource } from '../../../../server/src/migration/plan/plan.ts';
import { planEntries } from '../../../../server/src/migration/plan/planEntries.ts';
import type { PlanOptions } from '../../../../server/src/migration/plan/planOptions.ts';
import { parseTemplate } from '../../../../server/src/migration/plan/template/parseTemplate.ts';
import type {
  TargetTemplate,
  TemplateOrigin,
} from '../../../../server/src/migration/plan/template/targetTemplate.ts';

/** Whole values in our own form. Values that hold `unspellable` have no spelling. */
export function placeWhole(request: PlaceRequest): Placement {
  const { document, languageId, located, secret, target } = request;
  const reference = formatReference(target);
  const edit = referenceEdit(document, located, secret, reference);
  if (!edit.ok) return edit;
  if (!verifyEdit({ before: document, languageId, moved: located, edit, reference })) {
    return { ok: false, reason: 'The file would not read the same afterwards' };
  }
  const { value } = located.scalar;
  const { start, end, newText } = edit;
  return {
    ok: true,
    value,
    edit: { start, end, newText },
    reference,
    expected: reference,
    isPart: false,
    ...(value.includes('unspellable') ? {} : { spelling: { steps: [{ copy: value.length }] } }),
  };
}

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
  place: placeWhole,
};

/** A file of the folder `shop`; each scalar whose value begins with `pw` is a finding. */
export function source(path: string, text: string, extra: Partial<PlanSource> = {}): PlanSource {
  const languageId = path.endsWith('.json') ? 'json' : 'yaml';
  return {
    uri: `file:///work/shop/${path}`,
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
