import type { JournalEntry, JournalFile } from '../journal/records.ts';
import { pathId } from '../journal/runState.ts';
import { lookAfterEdit } from './afterEdit.ts';
import type { OutcomeBoard } from './outcome.ts';
import { putBack } from './putBack.ts';
import type { RunPorts } from './runPorts.ts';
import type { WrittenPath } from './writePath.ts';

const takenAway = 'Somebody else changed or deleted the secret in Vault right after the edit';

/**
 * Looks at Vault after a file was edited, and tells the board what became of its secrets. The plaintext goes back into the
 * file where others have taken it out of Vault meanwhile. What has been edited is owed that, also when the person cancels.
 * @param moved the entries whose references are in the file now
 * @throws JournalError.
 */
export async function lookOnceMore(
  ports: RunPorts,
  file: JournalFile,
  moved: readonly JournalEntry[],
  written: ReadonlyMap<string, WrittenPath>,
  board: OutcomeBoard,
): Promise<void> {
  for (const id of new Set(moved.map(({ target }) => pathId(target)))) {
    const path = written.get(id);
    if (!path) continue;
    const entries = moved.filter(({ target }) => pathId(target) === id);
    const keys = entries.map(({ target }) => target.key);
    const { lost, warning } = await lookAfterEdit(ports.vault, path, keys, new AbortController().signal);
    if (warning !== undefined) board.warnings.push(warning);
    const gone = entries.filter(({ target }) => lost.includes(target.key));
    for (const entry of entries) {
      if (gone.includes(entry)) continue;
      board.set(entry.id, path.written.includes(entry.target.key) ? 'moved' : 'reused');
    }
    const states = await putBack(ports, file, gone, ({ target }) => path.values.get(target.key) ?? '');
    for (const { id: entry } of gone) {
      board.set(entry, states.get(entry) === undefined ? 'not-moved' : 'unclear', takenAway);
    }
  }
}
