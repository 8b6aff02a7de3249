import type { TemplateConsents } from '../commands/migration/templateConsents.ts';
import type { MigrationEditor } from './migrationEditor.ts';
import type { Plans } from './plans.ts';
import type { Previews } from './previews.ts';
import type { Reports } from './reports.ts';
import type { Runs } from './runs.ts';

/** What the commands of moving many secrets work with. */
export interface MigrationParts {
  readonly plans: Plans;
  readonly runs: Runs;
  readonly reports: Reports;
  readonly previews: Previews;
  readonly templates: TemplateConsents;
  readonly editor: MigrationEditor;
}
