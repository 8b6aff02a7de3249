import type { Memento } from 'vscode';
import type { Dialogs } from '../dialogs/dialogs.ts';
import { isText } from '../shape.ts';

/** Where a write goes. */
export interface WritePlace {
  readonly origin: string;
  readonly namespace: string;
  readonly mount: string;
}

const storageKey = 'vaultRefs.confirmedWrites';

/**
 * Places in Vault that the user has agreed to write to from this workspace. A repository's settings can propose a
 * mount, so the first write to each is confirmed.
 */
export class WriteConsents {
  readonly #state: Pick<Memento, 'get' | 'update'>;
  readonly #dialogs: Dialogs;

  constructor(workspaceState: Pick<Memento, 'get' | 'update'>, dialogs: Dialogs) {
    this.#state = workspaceState;
    this.#dialogs = dialogs;
  }

  /** Whether writing there is agreed, asking where it was not before. */
  async agree(place: WritePlace): Promise<boolean> {
    const entry = JSON.stringify([place.origin, place.namespace, place.mount]);
    if (this.#agreed().includes(entry)) return true;
    const { origin, namespace, mount } = place;
    const agreed = await this.#dialogs.confirm({
      message: 'Write secrets of this workspace to this place in Vault?',
      detail: `Server: ${origin}\nNamespace: ${namespace || '(root)'}\nMount: ${mount}`,
      agree: 'Write There',
    });
    if (agreed) await this.#state.update(storageKey, [...this.#agreed(), entry]);
    return agreed;
  }

  #agreed(): readonly string[] {
    const stored = this.#state.get<unknown>(storageKey);
    return Array.isArray(stored) ? stored.filter(isText) : [];
  }
}
