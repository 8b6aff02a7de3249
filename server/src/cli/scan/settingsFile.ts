import { resolve } from 'node:path';
import { parse, type ParseError } from 'jsonc-parser';
import { readText } from '../../scan/files/readText.ts';
import { CouldNotError } from '../context.ts';

/** A file of settings as it was written, by the names of VS Code's `settings.json` or by sections. */
export type SettingsFile = Readonly<Record<string, unknown>>;

/** Reads the `--config FILE`: JSON with comments. @throws CouldNotError when it cannot be read or is no such JSON. */
export function readSettingsFile(file: string, cwd: string): SettingsFile {
  const content = readText(resolve(cwd, file));
  if ('skipped' in content) throw new CouldNotError(`The --config FILE: ${content.skipped}.`);
  const errors: ParseError[] = [];
  const parsed: unknown = parse(content.text, errors, { allowTrailingComma: true });
  if (errors.length > 0 || !isObject(parsed))
    throw new CouldNotError('The --config FILE is no JSON object (comments may be in it).');
  return parsed;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
