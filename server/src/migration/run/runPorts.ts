import type { SecretVault } from '../../languageService/migration/secretVault.ts';
import type { OwnedRun } from '../journal/runStore.ts';
import type { RunFiles } from '../runFiles.ts';

/** What a run acts on. */
export interface RunPorts {
  /** Bound to the origin and namespace of the run (see `boundVault.ts`). */
  readonly vault: SecretVault;
  readonly files: RunFiles;
  readonly run: OwnedRun;
}
