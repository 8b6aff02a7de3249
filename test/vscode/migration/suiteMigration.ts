import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { LayoutName, MigrationFile } from './migrationFiles.ts';
import { layouts, migrationFile } from './migrationFiles.ts';

/** How many files with five secrets each; the real size is that of the product's acceptance. */
const secretsPerFile = 5;
export const fileCount = (isFull: boolean): number => (isFull ? 40 : 8);

/** The file of 30 secrets, which lies apart from the others. */
export function bigFile(folder: string): MigrationFile {
  return migrationFile({ folder, name: 'many', layout: 'commented', count: 30, first: 1000 });
}

/** The others, in the order in which a plan has them. */
export function manyFiles(folder: string, isFull: boolean): readonly MigrationFile[] {
  const names = Object.keys(layouts) as LayoutName[];
  return Array.from({ length: fileCount(isFull) }, (_, index) =>
    migrationFile({
      folder,
      name: `conf/file${String(index).padStart(2, '0')}`,
      layout: names[index % names.length] ?? 'commented',
      count: secretsPerFile,
      first: index * secretsPerFile,
    }),
  );
}

/** What somebody else has in Vault already, at the path of the second of the files. */
export const foreignData = { owner: 'somebody else' };

/** JSON files are formatted when they are saved, by the editor's own formatter. */
const settings = {
  '[json]': {
    'editor.formatOnSave': true,
    'editor.defaultFormatter': 'vscode.json-language-features',
  },
};

/** Writes the workspace, of one folder, and returns that. */
export async function writeMigrationWorkspace(
  folder: string,
  name: string,
  isFull: boolean,
): Promise<string> {
  const root = join(folder, name);
  const files = [bigFile(name), ...manyFiles(name, isFull)].map(({ path, text }) => [path, text] as const);
  for (const [path, text] of [...files, ['.vscode/settings.json', JSON.stringify(settings)] as const]) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  return root;
}
