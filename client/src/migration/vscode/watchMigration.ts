import type * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { State } from 'vscode-languageclient/node';
import type {
  ConfirmRemovalParams,
  MigrationRuns,
  RunParams,
  SaveDocumentParams,
  StoreRunKeyParams,
} from '../../../../server/src/protocol.ts';
import { methods } from '../../../../server/src/protocol.ts';
import { tick } from '../../commands/migration/changePlan.ts';
import type { CommandParts } from '../../commands/commandParts.ts';
import { confirmRemoval } from '../confirmRemoval.ts';
import { RunKeys } from '../runKeys.ts';
import { StartOffer } from '../startOffer.ts';
import { MigrationStatus } from './migrationStatus.ts';
import { MigrationView } from './migrationView.ts';

/** Shows plan and runs, and answers what the server asks about migrations. */
export function watchMigration(
  client: LanguageClient,
  parts: CommandParts,
  secrets: vscode.SecretStorage,
  tellUnfinished: (isUnfinished: boolean) => void,
): { dispose(): unknown }[] {
  const { dialogs, migration } = parts;
  const { plans, runs, editor } = migration;
  const keys = new RunKeys(secrets);
  const offer = new StartOffer(dialogs);
  return [
    new MigrationView(plans, runs, (ticks) => void tick(parts, ticks)),
    new MigrationStatus(runs),
    client.onNotification(methods.migrationRuns, (told: MigrationRuns) => {
      runs.take(told);
      tellUnfinished(runs.unfinishedHere.length > 0);
      offer.runsTold(runs.unfinishedHere);
    }),
    client.onDidChangeState(({ newState }) => {
      if (newState !== State.Running) plans.discard();
    }),
    client.onRequest(methods.confirmRemoval, (asked: ConfirmRemovalParams) => confirmRemoval(dialogs, asked)),
    client.onRequest(methods.saveDocument, ({ uri }: SaveDocumentParams) => editor.save(uri)),
    client.onRequest(methods.storeRunKey, (params: StoreRunKeyParams) => keys.store(params)),
    client.onRequest(methods.loadRunKey, (params: RunParams) => keys.load(params)),
    client.onRequest(methods.deleteRunKey, (params: RunParams) => keys.delete(params)),
  ];
}
