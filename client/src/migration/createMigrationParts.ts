import type { Memento } from 'vscode';
import { TemplateConsents } from '../commands/migration/templateConsents.ts';
import type { Dialogs } from '../dialogs/dialogs.ts';
import type { MigrationApi } from './migrationApi.ts';
import type { MigrationEditor } from './migrationEditor.ts';
import type { MigrationParts } from './migrationParts.ts';
import { Plans } from './plans.ts';
import { Previews } from './previews.ts';
import { Reports } from './reports.ts';
import { Runs } from './runs.ts';

/** The parts of moving many secrets, of one window. */
export function createMigrationParts(
  api: MigrationApi,
  dialogs: Dialogs,
  workspaceState: Pick<Memento, 'get' | 'update'>,
  editor: MigrationEditor,
): MigrationParts {
  const plans = new Plans(api, editor);
  return {
    plans,
    runs: new Runs(),
    reports: new Reports(),
    previews: new Previews(api, plans, editor),
    templates: new TemplateConsents(workspaceState, dialogs),
    editor,
  };
}
