import type { Memento } from 'vscode';
import type { Dialogs } from '../../dialogs/dialogs.ts';
import { shown } from '../../migration/runText.ts';

const storageKey = 'vaultRefs.confirmedTemplate';

/**
 * The template of targets from this workspace's settings that the person has agreed to. A repository that chooses the places
 * could choose one that its author reads, so each other text is confirmed on its own.
 */
export class TemplateConsents {
  readonly #state: Pick<Memento, 'get' | 'update'>;
  readonly #dialogs: Pick<Dialogs, 'confirm'>;

  constructor(workspaceState: Pick<Memento, 'get' | 'update'>, dialogs: Pick<Dialogs, 'confirm'>) {
    this.#state = workspaceState;
    this.#dialogs = dialogs;
  }

  /** Whether the template is agreed to, asking where it is not the one that was agreed to last. */
  async agree(template: string): Promise<boolean> {
    if (this.#state.get<unknown>(storageKey) === template) return true;
    const agreed = await this.#dialogs.confirm({
      message: 'Move secrets to where the settings of this workspace say?',
      detail: `Template: ${shown(template)}\n\nIt comes from a file of the workspace: whoever wrote that has chosen the places, and may be able to read them.`,
      agree: 'Use These Places',
    });
    if (agreed) await this.#state.update(storageKey, template);
    return agreed;
  }
}
