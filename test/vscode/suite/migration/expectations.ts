import type { MigrationFile, PlacedSecret } from '../../migration/migrationFiles.ts';
import { movedText } from '../../migration/migrationFiles.ts';
import { expectEqual, expectThat } from '../suiteCase.ts';
import { previewOf } from './commands.ts';
import { big, many } from './folder.ts';

const mask = '••••••••';
const byteOrderMark = '\uFEFF';

export function expectNoValue(text: string, about: string): void {
  const all = [big(), ...many()].flatMap(({ secrets }) => secrets);
  expectThat(!all.some(({ value }) => text.includes(value.slice(4))), `${about} shows a value`);
}

/** The preview says what the default template makes of a file, with a mask for each value. */
export async function expectPreview(
  file: MigrationFile,
  isMoved: (secret: PlacedSecret) => boolean,
): Promise<void> {
  const { before, after } = await previewOf(file);
  const masked = (text: string): string =>
    file.secrets.reduce((shown, { value }) => shown.replace(value, mask), text.replace(byteOrderMark, ''));
  expectEqual(before, masked(file.text), `preview of ${file.path} before`);
  expectEqual(after, masked(movedText(file, isMoved)), `preview of ${file.path} after`);
}
