import { createDiskFiles } from '../../migrationStore/files/diskFiles.ts';
import { createFileKeys } from '../../migrationStore/keys/fileKeys.ts';
import { createRunStore } from '../../migrationStore/runStore.ts';
import { stateFolders } from '../../migrationStore/stateFolder.ts';
import type { RunStore } from '../../migration/journal/runStore.ts';
import type { RunFiles } from '../../migration/runFiles.ts';
import { MigrationRuns } from '../../migration/service/runs.ts';
import type { SecretVault } from '../../languageService/migration/secretVault.ts';
import { diskPath } from '../../workspaceScan/fileAddress.ts';
import type { CliContext } from '../context.ts';

/** The runs of this user on this machine. */
export function commandRunStore({
  environment,
  homeDirectory,
}: Pick<CliContext, 'environment' | 'homeDirectory'>): RunStore {
  const { runs, keys } = stateFolders(environment, process.platform, homeDirectory);
  return createRunStore({ folder: runs, keys: createFileKeys(keys) });
}

/** The files of a run below absolute folders. */
export function filesBelow(folders: readonly string[]): RunFiles {
  return createDiskFiles({ folders: () => folders });
}

/** The folders of a run that a journal names, as paths of this machine. */
export function foldersOf(addresses: readonly string[]): readonly string[] {
  return addresses.flatMap((address) => diskPath(address) ?? []);
}

/** Begins, continues and takes back runs over a connection. */
export function commandRuns(vault: SecretVault, files: RunFiles, store: RunStore): MigrationRuns {
  return new MigrationRuns({ vault, files, store });
}
