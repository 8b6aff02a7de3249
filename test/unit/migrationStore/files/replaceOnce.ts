/** Replaces a file as the user that runs it. Arguments: folder, address of the file, old text, new text. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createDiskFiles } from '../../../../server/src/migrationStore/files/diskFiles.ts';

const [folder = '', uri = '', old = '', newText = ''] = process.argv.slice(2);
const before = readFileSync(fileURLToPath(uri), 'utf8');
const start = before.indexOf(old);
const edits = [{ start, end: start + old.length, newText }];
const files = createDiskFiles({ folders: () => [folder] });
const look = await files.look(uri, new AbortController().signal);
const outcome = await files.replace(uri, { before, edits, after: before.replace(old, newText) });
process.stdout.write(JSON.stringify({ look, outcome }));
