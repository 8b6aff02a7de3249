import type { RunHeader } from '../../migration/journal/records.ts';
import type { RunStore } from '../../migration/journal/runStore.ts';
import type { RunOptions } from '../../migration/run/runOptions.ts';
import type { RunFiles } from '../../migration/runFiles.ts';
import { attribution } from '../../migration/service/attribution.ts';
import { MigrationRuns } from '../../migration/service/runs.ts';
import { boundVault } from '../../languageService/migration/boundVault.ts';
import { fileNames } from '../fileNames.ts';
import type { MigrationParts } from '../migrationParts.ts';
import type { RunsFeed } from './runsFeed.ts';

/** What runs work with. */
export interface RunContext {
  readonly parts: MigrationParts;
  readonly files: RunFiles;
  readonly store: RunStore;
  readonly feed: RunsFeed;
}

/** Told how far a run is, in a few words. */
export type TellProgress = (words: string) => void;

/** Runs to the server and namespace of this moment, whatever the person signs in to meanwhile. */
export function runsHere({ parts, files, store }: RunContext): MigrationRuns {
  return new MigrationRuns({ vault: boundVault(parts.access.vault), files, store });
}

/** How a run is told of, in Vault and to the client. @throws the signal's reason. */
export async function runOptions(
  { parts, feed }: RunContext,
  tell: TellProgress,
  signal: AbortSignal,
): Promise<RunOptions> {
  const { access, folders, version } = parts;
  const nameOf = fileNames(await folders.current());
  const identity = (await access.identity(signal))?.displayName;
  const at = new Date().toISOString();
  return {
    attribution: attribution({ identity, at, tool: `vault-refs ${version}` }),
    onProgress: ({ done, total, uri }) => {
      tell(`${done} of ${total}: ${nameOf(uri)}`);
      feed.tellSoon();
    },
  };
}

/** What files and Vault hold is looked at anew, and the client is told. */
export async function settle({ parts, feed }: RunContext, header: RunHeader | undefined): Promise<void> {
  const { access, diagnostics, scan } = parts;
  access.store.expire();
  diagnostics().refresh();
  if (header) void scan.rescan(header.files.map(({ uri }) => uri));
  await feed.tell();
}
