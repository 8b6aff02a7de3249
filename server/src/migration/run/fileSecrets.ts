import type { ConfigDocument } from '../../languageService/configDocument.ts';
import { findSecretAgain, type FoundSecret } from '../../languageService/migration/findSecretAgain.ts';
import { planEdits } from '../../languageService/migration/planEdits.ts';
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
  readonly found: ReadonlyMap<string, FoundSecret>;
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

/**
 * The change that puts the references of `entries` in the place of their plaintext, or why there is none, as the
 * beginning of a sentence. Entries whose plaintext is not in the file are left out.
 */
export function referencesChange(
  { file, document, found }: FileSecrets,
  entries: readonly JournalEntry[],
): FileChange | string {
  const edits = entries.flatMap((entry) => {
    const secret = found.get(entry.id);
    if (secret?.kind !== 'plaintext') return [];
    const { located, start, end, expected } = secret;
    return [{ located, edit: { start, end, newText: entry.written }, expected }];
  });
  const plan = planEdits({ document, languageId: file.languageId, edits });
  return plan.ok ? plan.change : plan.reason;
}
