import type { VaultPolicy } from '../../protocol.ts';
import type { PolicyPlace } from './machinePolicy.ts';
import { readMachinePolicy } from './machinePolicy.ts';
import { Policies } from './policies.ts';

/** The machine's policy and that of the editor. */
export class PolicySources {
  readonly #place: PolicyPlace;
  #editor: VaultPolicy = {};

  constructor(place: PolicyPlace) {
    this.#place = place;
  }

  /** Takes the editor's policy in place of the one before. */
  setEditor(policy: VaultPolicy): void {
    this.#editor = policy;
  }

  /** What is in force now; the machine's file is read each time. @throws StoreError `denied` when it cannot be used. */
  current(): Policies {
    return new Policies([readMachinePolicy(this.#place), this.#editor]);
  }
}
