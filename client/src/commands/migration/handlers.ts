import { migrationCommands, migrationItemCommands } from '../commandIds.ts';
import type { Handler } from '../handler.ts';
import { leaveOutOfMigration, saveMigrationFile, signInForMigration } from './changePlan.ts';
import { editMigrationTarget } from './editTarget.ts';
import { dismissMigration, showMigrationReport } from './keptRuns.ts';
import {
  discardMigration,
  moveFileSecrets,
  moveFolderSecrets,
  moveWorkspaceSecrets,
  refreshMigration,
} from './makePlan.ts';
import { continueMigration, undoMigration } from './runCommands.ts';
import { runMigration } from './runPlan.ts';
import { openMigrationEntry, showMigrationPreview } from './showMigration.ts';

/** What runs the commands of moving many secrets. */
export const migrationHandlers = {
  [migrationCommands.moveFileSecrets]: moveFileSecrets,
  [migrationCommands.moveWorkspaceSecrets]: (parts) => moveWorkspaceSecrets(parts),
  [migrationCommands.runMigration]: (parts) => runMigration(parts),
  [migrationCommands.refreshMigration]: (parts) => refreshMigration(parts),
  [migrationCommands.discardMigration]: (parts) => discardMigration(parts),
  [migrationCommands.showMigration]: ({ migration }) => migration.editor.showView(),
  [migrationCommands.continueMigration]: continueMigration,
  [migrationCommands.undoMigration]: undoMigration,
  [migrationCommands.showMigrationReport]: showMigrationReport,
  [migrationCommands.dismissMigration]: dismissMigration,
  [migrationItemCommands.moveFolderSecrets]: moveFolderSecrets,
  [migrationItemCommands.editMigrationTarget]: editMigrationTarget,
  [migrationItemCommands.leaveOutOfMigration]: leaveOutOfMigration,
  [migrationItemCommands.saveMigrationFile]: saveMigrationFile,
  [migrationItemCommands.signInForMigration]: (parts) => signInForMigration(parts),
  [migrationItemCommands.showMigrationPreview]: showMigrationPreview,
  [migrationItemCommands.openMigrationEntry]: openMigrationEntry,
} as const satisfies Record<string, Handler>;
