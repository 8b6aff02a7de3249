import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Plaintext secrets of the files below, visibly made up. */
export const scannedSecrets = [
  'Zq8-made-up-Kv41x',
  'Rw3-made-up-Tm95b',
  'Yd6-made-up-Hs27c',
  'Gn2-made-up-Lf80w',
];

const [first, second, third] = scannedSecrets;

/** Text of the files, by their path. */
export const scannedFiles: Readonly<Record<string, string>> = {
  'shop/mail.yaml': `smtp:\n  host: mail.example.test\n  password: '${first}'\n`,
  'shop/settings.json': `{\n  "Cache": { "Host": "cache.example.test", "Password": "${second}" }\n}\n`,
  'shop/queue/values.yaml': `queue:\n  user: shop\n  password: ${third}\n  url: amqp://shop:${third}@queue.example.test/\n`,
  'shop/broken.yaml': 'a: \0\n',
  'fine.yaml': 'password: secret/shop/database#password\n',
};

/** More files than a scan has read before somebody can cancel it. */
export async function writeManyFiles(folder: string, count: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  const filler = Array.from(
    { length: 400 },
    (_, index) => `key${index}: { enabled: true, port: ${8000 + index} }\n`,
  ).join('');
  for (let index = 0; index < count; index += 1) {
    await writeFile(join(folder, `file${index}.yaml`), `${filler}password: '${first ?? ''}'\n`);
  }
}
