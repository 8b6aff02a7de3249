import type { MigrationFile, PlacedSecret } from '../../migration/migrationFiles.ts';
import { movedText } from '../../migration/migrationFiles.ts';
import { expectOnDisk, many, onDisk, withEdit } from './folder.ts';

/** Numbers of files: one with an edit that is not saved, and those that are open; also the one in the middle. */
export const dirty = 0;
export const untidy = 2;
export const openNumbers = (): ReadonlySet<number> => new Set([dirty, untidy, 3, 4, many().length / 2]);

/** The file at whose save the run is cancelled. */
export const middleFile = (): MigrationFile => many()[many().length / 2]!;

/** Left out of the run: the second secret of the second file, by its number in the plan. */
export const leftOut = 7;

export const secretsOf = (files: readonly MigrationFile[]): readonly PlacedSecret[] =>
  files.flatMap(({ secrets }) => secrets);

export function isWanted({ value }: PlacedSecret): boolean {
  return secretsOf(many())[leftOut - 1]?.value !== value;
}

/** The files as they are once the dirty one is saved. */
export function savedFiles(): readonly MigrationFile[] {
  return many().map((file, number) => (number === dirty ? withEdit(file) : file));
}

/** The same as they are after a run or its undo: a JSON file that is open is formatted when it is saved. */
export function filesAfterSaving(): readonly MigrationFile[] {
  return savedFiles().map((file, number) =>
    openNumbers().has(number) && file.path.endsWith('.json') ? tidied(file) : file,
  );
}

/** What the editor's formatter makes of a JSON file: the line end at its end goes. */
function tidied(file: MigrationFile): MigrationFile {
  return { ...file, text: JSON.stringify(JSON.parse(file.text), undefined, 4) };
}

/** The files that are not as before the run. @throws Error when one is neither that nor as planned. */
export async function movedFiles(when: string): Promise<readonly MigrationFile[]> {
  const moved: MigrationFile[] = [];
  const before = savedFiles();
  for (const [number, file] of filesAfterSaving().entries()) {
    if ((await onDisk(file)) === before[number]?.text) continue;
    await expectOnDisk(file, movedText(file, isWanted), when);
    moved.push(file);
  }
  return moved;
}
