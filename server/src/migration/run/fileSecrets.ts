import type { ConfigDocument } from '../../languageService/configDocument.ts';
import {
  findSecretAgain,
  type SecretNow,
} from '../../languageService/migration/placement/findSecretAgain.ts';
import { obstacle } from '../../languageService/migration/placement/obstacle.ts';
import type { Placement } from '../../languageService/migration/placement/placement.ts';
import { planEdits } from '../../languageService/migration/placement/planEdits.ts';
import { parseConfig } from '../../languageService/parse/index.ts';
import type { JournalEntry, JournalFile } from '../journal/records.ts';
import type { Fingerprints } from '../journal/runStore.ts';
import type { FileChange, RunFiles } from '../runFiles.ts';
import { fileProblemWords } from './fileProblemWords.ts';

/** A file as it is now, and where the secrets of a run are in it. */
export interface FileSecrets {
  readonly file: JournalFile;
  readonly document: ConfigDocument;
  /** By entry. */
  readonly found: ReadonlyMap<string, SecretNow>;
}

/** Looks for secrets in a file, or says why it cannot be looked at. @throws only the signal's reason. */
export async function lookForSecrets(
  { files, fingerprints }: { readonly files: RunFiles; readonly fingerprints: Fingerprints },
  file: JournalFile,
  entries: readonly JournalEntry[],
  signal: AbortSignal,
): Promise<FileSecrets | string> {
  const look = await files.look(file.uri, signal);
  if (look.kind === 'unusable') return fileProblemWords(look.problem);
  const document = parseConfig(look.text, file.languageId);
  const found = new Map(
    entries.map((entry) => {
      const isSame = (value: string): boolean => fingerprints.of(entry.id, value) === entry.fingerprint;
      return [entry.id, findSecretAgain(document, entry, isSame)];
    }),
  );
  return { file, document, found };
}

/** A change of one file, and the entries that it is not about, with the reason as the beginning of a sentence. */
export interface PlannedChange {
  readonly change: FileChange;
  readonly refused: ReadonlyMap<string, string>;
}

/** The change that puts the references of `entries` in the place of their plaintext, where that is in the file. */
export function referencesChange(
  { file, document, found }: FileSecrets,
  entries: readonly JournalEntry[],
): PlannedChange {
  const ids = new Map<Placement, string>();
  const reasons = new Map<string, string>();
  for (const { id } of entries) {
    const secret = found.get(id);
    if (secret?.kind !== 'plaintext') continue;
    // The plan has asked that as well, but of the file as it was then.
    const reason = obstacle(document, secret.placement.located);
    if (reason === undefined) ids.set(secret.placement, id);
    else reasons.set(id, reason);
  }
  const { change, refused } = planEdits(document, file.languageId, [...ids.keys()]);
  for (const { item, reason } of refused) reasons.set(ids.get(item) ?? '', reason);
  return { change, refused: reasons };
}
