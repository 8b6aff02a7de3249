import type { MigrationRunView } from '../../../server/src/protocol.ts';
import type { CommandButton, Dialogs } from '../dialogs/dialogs.ts';
import { counted } from '../scan/scanResults.ts';
import { canContinue, canUndo } from './runs.ts';
import { progressText, startText } from './runText.ts';

const show: CommandButton = { label: 'Show', command: 'vaultRefs.showMigration' };

/**
 * Offers what to do about migrations of this workspace that an earlier window left unfinished: once in a window, when the
 * server tells of runs for the first time. What becomes unfinished later was told by the command that it belongs to.
 */
export class StartOffer {
  readonly #dialogs: Pick<Dialogs, 'tell'>;
  #isMade = false;

  constructor(dialogs: Pick<Dialogs, 'tell'>) {
    this.#dialogs = dialogs;
  }

  /** To be called with the unfinished runs of this workspace, whenever the server tells of runs. */
  runsTold(unfinished: readonly MigrationRunView[]): void {
    if (this.#isMade) return;
    this.#isMade = true;
    const [first, ...others] = unfinished.filter(({ isOwned }) => !isOwned);
    if (first && others.length === 0) {
      const message = `A migration to Vault of this workspace, begun ${startText(first)}, is ${progressText(first)}.`;
      this.#dialogs.tell('warning', message, ...waysOut(first));
    } else if (first) {
      const count = counted(others.length + 1, 'migration');
      this.#dialogs.tell('warning', `${count} of this workspace to Vault are incomplete.`, show);
    }
  }
}

/** What can be done about an unfinished run, as buttons. */
export function waysOut(run: MigrationRunView): readonly CommandButton[] {
  const forRun = { arguments: [run.run] };
  return [
    ...(canContinue(run) ? [{ label: 'Continue', command: 'vaultRefs.continueMigration', ...forRun }] : []),
    ...(canUndo(run) ? [{ label: 'Undo', command: 'vaultRefs.undoMigration', ...forRun }] : []),
    { label: 'Dismiss', command: 'vaultRefs.dismissMigration', ...forRun },
  ];
}
