import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Files in one folder. */
const IN_FOLDER = 500;
/** Characters of a file, about. */
const SIZE = 10_000;

/** Writes made-up configuration, half of it YAML and half JSON, one file in fifty with a secret; ten kilobytes each. */
export function generateFiles(folder: string, count: number): void {
  for (let index = 0; index < count; index += 1) {
    const inside = join(folder, `part${Math.floor(index / IN_FOLDER)}`);
    if (index % IN_FOLDER === 0) mkdirSync(inside, { recursive: true });
    const name = join(inside, `app${index}.${index % 2 === 0 ? 'yaml' : 'json'}`);
    writeFileSync(name, index % 2 === 0 ? yamlFile(index) : jsonFile(index));
  }
}

function entries(index: number): readonly (readonly [key: string, value: string])[] {
  const list: (readonly [string, string])[] = [];
  for (let line = 0, length = 0; length < SIZE; line += 1) {
    const entry = [`setting${line}`, `value${line}-of-file${index}`] as const;
    length += entry[0].length + entry[1].length + 5;
    list.push(entry);
  }
  if (index % 50 < 2) list[7] = ['db_password', `n0t-Real-${index}z`];
  // A word without which nothing is found, in every fourth: such files are read.
  if (index % 8 < 2) list[9] = ['session_token', '${SESSION_TOKEN}'];
  return list;
}

function yamlFile(index: number): string {
  const lines = entries(index).map(([key, value]) => `  ${key}: ${value}\n`);
  return `app:\n${lines.join('')}`;
}

function jsonFile(index: number): string {
  return `${JSON.stringify({ app: Object.fromEntries(entries(index)) }, undefined, 2)}\n`;
}
