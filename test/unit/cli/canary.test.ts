import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Canary } from '../../support/canary.ts';
import { gitRepository } from '../../support/gitRepository.ts';
import { folderWith, pipe, run, type Run } from './capturedContext.ts';

/** Shortest part of a value that no output may hold. */
const PART = 6;

/** Values whose letters and digits take turns, so that no part of them is in a word or in hexadecimal. */
function createCanary(): Canary {
  return { secret: takingTurns(), token: takingTurns() };
}

function takingTurns(): string {
  const letters = 'ghjkmnpqrstvwxyzGHJKMNPQRSTVWXYZ';
  return Array.from({ length: 14 }, () => `${letters[randomInt(letters.length)]}${randomInt(2, 10)}`).join(
    '',
  );
}

/** Throws when a text holds so many letters of a value in a row; says where in the value, and not what. */
function expectNoPart(canary: Canary, results: readonly Run[]): void {
  const text = results.map(({ stdout, stderr }) => stdout + stderr).join('\n');
  for (const value of [canary.secret, canary.token, btoa(canary.token)])
    for (let start = 0; start + PART <= value.length; start++)
      if (text.includes(value.slice(start, start + PART)))
        throw new Error(`part ${start} of a value is in the output`);
}

/** Secrets as values of many shapes, as keys, and in files that cannot be read to their end. */
function filesWith({ secret, token }: Canary): Readonly<Record<string, string>> {
  const key = ['-----BEGIN RSA PRIVATE ' + 'KEY-----', secret, token, '-----END RSA PRIVATE ' + 'KEY-----'];
  return {
    'a.yaml': [
      `password: ${secret}`,
      `url: postgres://app:${secret}@db.example.com/x?password=${token}`,
      `api_token: "${token}"`,
      `env: [{ name: DB_PASSWORD, value: '${secret}' }, "TOKEN=${token}"]`,
      `args: ["--password", "${secret}", "--token=${token}"]`,
      `header: "Authorization: Bearer ${token}"`,
      `key: |\n  ${key.join('\n  ')}`,
      '',
    ].join('\n'),
    'secret.yaml': `apiVersion: v1\nkind: Secret\nstringData:\n  any: ${secret}\ndata:\n  b: ${btoa(token)}\n`,
    'keys.yaml': `users:\n  ${secret}:\n    password: ${token}\n  "${token} ${secret}": { password: ${secret} }\n`,
    'keys.json': JSON.stringify({ [token]: { [secret]: { client_secret: secret } } }),
    'broken.json': `{"password": "${secret}", "token": ["${token}", {"password": "${token}`,
    'deep.json': `{"password": "${secret}", "a": ${'['.repeat(10_000)}`,
    'comment.yaml': `password: ${secret} # vault-refs: ignore ${token} -- ${token}\n`,
    'binary.yaml': `password: ${secret}\0`,
  };
}

const formats = ['text', 'jsonl', 'sarif'];

describe('no output holds a value or a part of it', () => {
  test.each(formats)('%s, of a folder', async (format) => {
    const canary = createCanary();
    const folder = folderWith(filesWith(canary));
    const results = [];
    for (const environment of [
      {},
      { FORCE_COLOR: '1' },
      { DEBUG: '*', NODE_DEBUG: '*', VAULT_REFS_DEBUG: '1' },
    ])
      for (const least of ['low', 'medium'])
        results.push(
          await run(['scan', '--format', format, '--min-confidence', least, '.', 'none.yaml'], folder, {
            environment,
          }),
        );
    expect(results.every(({ code, stdout }) => code === 3 && stdout.includes('keyed-password'))).toBe(true);
    expectNoPart(canary, results);
  });

  test.each(formats)('%s, of what git has and of what is piped in', async (format) => {
    const canary = createCanary();
    const repository = gitRepository();
    const { folder, environment } = repository;
    repository.commit({ 'a.yaml': `password: ${canary.token}\n` });
    repository.git('tag', 'start');
    repository.commit(filesWith(canary));
    repository.write({ 'b.yaml': `password: ${canary.secret}\n`, 'c.yaml': `token: ${canary.token}\n` });
    repository.git('add', 'b.yaml');
    const scan = (...args: readonly string[]): Promise<Run> =>
      run(['scan', '--format', format, ...args], folder, {
        environment,
        standardInput: () =>
          pipe(`password: ${canary.secret}\n"${canary.token}": {password: ${canary.token}\n`),
      });
    const found = [
      await scan('--staged'),
      await scan('--since', 'start'),
      await scan('--since', 'start', '--whole-files'),
      await scan('--stdin', '--filename', 'a.yaml'),
    ];
    expect(found.map(({ code }) => code)).toEqual([1, 1, 1, 1]);
    expectNoPart(canary, found);
  });

  test('errors, wrong usage and settings', async () => {
    const canary = createCanary();
    const { secret, token } = canary;
    const settings = {
      'vaultRefs.detection.rules': [
        { id: `x ${secret}`, pattern: secret },
        { id: 'own', pattern: `(${token}` },
      ],
      'vaultRefs.detection.allow': [{ value: `[${secret}` }],
      'vaultRefs.detection.minConfidence': token,
    };
    const folder = folderWith({
      ...filesWith(canary),
      'settings.json': JSON.stringify(settings),
      'broken-settings.json': `{ "vaultRefs.detection.rules": "${secret}`,
    });
    const repository = gitRepository();
    const { environment } = repository;
    const results = [
      await run(['scan', '--config', 'settings.json', '.'], folder),
      await run(['scan', '--config', 'broken-settings.json', '.'], folder),
      await run(['scan', '--format', secret, '.'], folder),
      await run(['scan', '--min-confidence', token, '.'], folder),
      await run(['scan', `--${secret}`, '.'], folder),
      await run(['scan', `--exclude=[${secret}`, '.'], folder),
      await run(['scan', '--since', secret], repository.folder, { environment }),
      await run(['scan', '--since', `--${secret}`], repository.folder, { environment }),
      await run(['scan', '--staged', join('..', token)], repository.folder, { environment }),
      await run(['scan', '--staged'], folder, { environment: { PATH: secret } }),
    ];
    expect(results.map(({ code }) => code)).toEqual([3, 3, 2, 2, 2, 3, 3, 2, 3, 3]);
    expectNoPart(canary, results);
  });

  test('an error that nobody foresaw', async () => {
    const canary = createCanary();
    const standardInput = (): never => {
      throw new Error(`${canary.secret} ${canary.token}`);
    };
    const result = await run(['scan', '--stdin', '--filename', 'a.yaml'], '/nowhere', { standardInput });
    expect(result).toEqual({ code: 3, stdout: '', stderr: 'vault-refs scan failed (Error).\n' });
  });
});
