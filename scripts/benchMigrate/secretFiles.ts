import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** How many files there are, and secrets in each. */
export interface SecretFiles {
  readonly files: number;
  readonly each: number;
}

/** The slash path of a file; its secrets go to a path of the same name without the ending. */
export function fileName(index: number): string {
  return `team${index % 7}/service${index}.yaml`;
}

/** Writes files of made-up secrets among other settings, the same ones each time. */
export function writeSecretFiles(folder: string, { files, each }: SecretFiles): void {
  for (let file = 0; file < files; file += 1) {
    const path = join(folder, fileName(file));
    mkdirSync(dirname(path), { recursive: true });
    const parts = Array.from({ length: each }, (_, index) => part(file, index));
    writeFileSync(path, `# service ${file}\n${parts.join('')}`);
  }
}

function part(file: number, index: number): string {
  const value = createHash('sha256').update(`made up ${file} ${index}`).digest('base64url').slice(0, 24);
  return `part${index}:\n  host: db${index}.example.test\n  password: "${value}"\n  port: ${5_000 + index}\n`;
}
