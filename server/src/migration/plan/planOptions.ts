import type { ConfigDocument } from '../../languageService/configDocument.ts';
import type { SharePolicy } from '../../languageService/migration/migrationSettings.ts';
import type { ReferenceFormat } from '../../languageService/references/formats/referenceFormat.ts';
import type { PlanSource } from './plan.ts';
import type { TargetMounts } from './template/chooseMount.ts';
import type { TargetTemplate } from './template/targetTemplate.ts';

/** What decides about the places of secrets. */
export interface PlanOptions extends TargetMounts {
  readonly template: TargetTemplate;
  readonly share: SharePolicy;
  /** The dialect that a file's references are written in. */
  readonly formatOf: (source: PlanSource, document: ConfigDocument) => ReferenceFormat;
}
