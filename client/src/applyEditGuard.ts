import { isRecord } from './shape.ts';

/**
 * Whether every versioned change of an LSP workspace edit is meant for a document that is open with exactly that
 * version. The language client checks open documents only, and would change a closed one on disk unseen.
 */
export function hitsOpenVersions(edit: unknown, versionOf: (uri: string) => number | undefined): boolean {
  const changes = isRecord(edit) ? edit['documentChanges'] : undefined;
  if (!Array.isArray(changes)) return true;
  return changes.every((change: unknown) => {
    const document = isRecord(change) ? change['textDocument'] : undefined;
    if (!isRecord(document) || typeof document['version'] !== 'number') return true;
    return versionOf(String(document['uri'])) === document['version'];
  });
}
