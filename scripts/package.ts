import { copyFile } from 'node:fs/promises';
import { packageExtension } from './editor/packageExtension.ts';

/** Makes the VSIX, at the given path or in .cache/. */
const made = await packageExtension((message) => process.stdout.write(`${message}\n`));
const wanted = process.argv[2];
if (wanted !== undefined) await copyFile(made, wanted);
process.stdout.write(`${wanted ?? made}\n`);
