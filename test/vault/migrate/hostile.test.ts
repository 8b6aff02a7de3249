import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startFaultProxy } from '../../support/faultProxy.ts';
import { leastPrivilegePolicy, policyRule } from '../../support/vaultServers.ts';
import { describeEachVault } from '../../support/vaultSuite.ts';
import type { Run } from '../../unit/cli/capturedContext.ts';
import { CliWorld } from './cliWorld.ts';
import { madeUp } from './secretTree.ts';

/** Apart from what marks it, so that other scanners pass over this file. */
const PRIVATE_KEY = 'PRIVATE KEY';

const value = (name: string): string => madeUp('hostile', name);
const plain = (name: string): string => `password: ${value(name)}\n`;
const three = { 'w/a.yaml': plain('a'), 'w/b.yaml': plain('b'), 'w/c.yaml': plain('c') };

await describeEachVault('what can go wrong with a migration', (suite) => {
  const open = (files: Readonly<Record<string, string | Uint8Array>> = three): Promise<CliWorld> =>
    CliWorld.open(suite(), files);

  const reference = (w: CliWorld, name: string): string => `password: ${w.mount}/app/${name}#password\n`;

  /** A secret is where it was, or Vault holds it and the file names it. */
  async function expectNothingLost(w: CliWorld, names: readonly string[] = ['a', 'b', 'c']): Promise<void> {
    for (const name of names) {
      const text = w.text(`w/${name}.yaml`);
      if (text.includes(value(name))) continue;
      expect(text).toContain(`${w.mount}/app/${name}#password`);
      expect(await w.secret(`app/${name}`)).toMatchObject({ password: value(name) });
    }
  }

  function expectRefused(w: CliWorld, { code, stdout }: Run, message: string | RegExp): void {
    expect(stdout).toMatch(message);
    expect(code).toBe(3);
    for (const [name, text] of Object.entries(three)) expect(w.text(name)).toBe(text);
  }

  async function continued(w: CliWorld): Promise<void> {
    w.before = () => undefined;
    expect(await w.run('migrate', '--continue', '--yes')).toMatchObject({ code: 0 });
    for (const name of ['a', 'b', 'c']) {
      expect(w.text(`w/${name}.yaml`)).toContain(reference(w, name));
      expect(await w.secret(`app/${name}`)).toEqual({ password: value(name) });
    }
  }

  test('an existing different value', async () => {
    const w = await open();
    await w.admin.putSecret(w.mount, 'app/a', { password: 'theirs' });
    expectRefused(
      w,
      await w.migrate(),
      'app/a#password already holds another value, which is never overwritten',
    );
    expect(await w.migrate('--leave-blocked')).toMatchObject({ code: 1 });
    expect(await w.secret('app/a')).toEqual({ password: 'theirs' });
    await expectNothingLost(w);
  });

  test('a soft-deleted path keeps its deleted version, and undo leaves it as it was', async () => {
    const w = await open();
    await w.admin.putSecret(w.mount, 'app/a', { theirs: 'made-up' });
    await w.admin.expectOk('DELETE', `${w.mount}/data/app/a`);
    expect(await w.migrate()).toMatchObject({ code: 0 });
    await expectNothingLost(w);
    expect(await w.run('undo', '--yes')).toMatchObject({ code: 0 });
    expect(await w.secret('app/a')).toBeUndefined();
    await w.admin.expectOk('POST', `${w.mount}/undelete/app/a`, { versions: [1] });
    expect(await w.admin.getSecret(w.mount, 'app/a', 1)).toEqual({ theirs: 'made-up' });
  });

  test('a path with nothing but metadata', async () => {
    const w = await open();
    await w.admin.expectOk('POST', `${w.mount}/metadata/app/a`, { custom_metadata: { owner: 'made-up' } });
    expect(await w.migrate()).toMatchObject({ code: 0 });
    await expectNothingLost(w);
  });

  test('a mount whose secrets delete themselves', async () => {
    const w = await open();
    await w.admin.expectOk('POST', `${w.mount}/config`, { delete_version_after: '1h' });
    expectRefused(w, await w.migrate(), /The mount \S+ deletes its secrets by itself after a time/);
    expect(await w.secret('app/a')).toBeUndefined();
  });

  test('a mount whose secrets delete themselves, which the token may not see', async () => {
    const w = await open();
    await w.admin.expectOk('POST', `${w.mount}/config`, { delete_version_after: '1h' });
    const all = leastPrivilegePolicy(w.mount).split('\n');
    w.token = await w.admin.tokenWithPolicy(all.filter((line) => !line.includes('/config')).join('\n'));
    const { code, stdout } = await w.migrate();
    expect(stdout).toContain(
      'not moved; the file has its plaintext. The mount deletes its secrets by itself',
    );
    expect(stdout).toContain('0 of 3 secrets moved.');
    expect(code).toBe(1);
    for (const [name, text] of Object.entries(three)) expect(w.text(name)).toBe(text);
  });

  test('a path whose secrets delete themselves', async () => {
    const w = await open();
    await w.admin.expectOk('POST', `${w.mount}/metadata/app/a`, { delete_version_after: '1h' });
    const { code, stdout } = await w.migrate('--leave-blocked');
    expect(stdout).toContain('Vault will delete this version by itself after a time.');
    expect(code).toBe(1);
    expect(w.text('w/a.yaml')).toBe(three['w/a.yaml']);
    await expectNothingLost(w);
  });

  test('a path that keeps one version, which a write would purge', async () => {
    const w = await open();
    await w.admin.expectOk('POST', `${w.mount}/config`, { max_versions: 1 });
    await w.admin.putSecret(w.mount, 'app/a', { theirs: 'made-up' });
    expectRefused(
      w,
      await w.migrate(),
      'keeps 1 versions and is full, so a write would purge its oldest one',
    );
    expect(await w.migrate('--leave-blocked')).toMatchObject({ code: 1 });
    expect(await w.secret('app/a')).toEqual({ theirs: 'made-up' });
    await expectNothingLost(w);
  });

  test('a path of its own limit, which is seen right before the write at the latest', async () => {
    const w = await open();
    await w.admin.expectOk('POST', `${w.mount}/metadata/app/a`, { max_versions: 1 });
    await w.admin.putSecret(w.mount, 'app/a', { theirs: 'made-up' });
    const { code, stdout } = await w.migrate();
    expect(stdout).toContain('The path is full, so a write would purge its oldest version');
    expect(code).toBe(1);
    expect(await w.secret('app/a')).toEqual({ theirs: 'made-up' });
    await expectNothingLost(w);
  });

  test('a quota in the middle slows the run down', async () => {
    const w = await open();
    const proxy = await startFaultProxy(w.server);
    try {
      w.address = proxy.address;
      const headers = { 'content-type': 'application/json', 'retry-after': '0' };
      const fault = {
        kind: 'answer',
        status: 429,
        headers,
        body: '{"errors":["request rejected"]}',
      } as const;
      proxy.add(fault, { method: 'POST', path: /\/data\/app\/b$/, times: 2 });
      expect(await w.migrate()).toMatchObject({ code: 0 });
      await expectNothingLost(w);
    } finally {
      await proxy.close();
    }
  }, 60_000);

  test('sealed in the middle: told, and continued when it is unsealed', async () => {
    const w = await open();
    if (w.server.unsealKey === undefined) {
      console.log('skipped: the server cannot be unsealed by a test');
      return;
    }
    w.before = async (call, path) => {
      if (call === 'writeKeys' && path === 'app/b') await w.admin.seal();
    };
    const { code, stdout } = await w.migrate().finally(() => w.admin.unseal());
    expect(stdout).toContain('Vault is sealed');
    expect(stdout).toMatch(/\n1 of 3 secrets moved\.\n$/);
    expect(code).toBe(1);
    // What has just been unsealed needs a moment to mount its engines.
    await expect.poll(() => w.secret('app/a').catch(() => undefined), { timeout: 20_000 }).toBeDefined();
    await expectNothingLost(w);
    await continued(w);
  }, 60_000);

  test('the token ends in the middle: told, and continued with another one', async () => {
    const w = await open();
    const old = w.token;
    w.before = async (call, path) => {
      if (call === 'writeKeys' && path === 'app/b')
        await w.admin.expectOk('POST', 'auth/token/revoke', { token: old });
    };
    const { code, stdout } = await w.migrate();
    expect(stdout).toMatch(/w\/b\.yaml.*not moved.*(?:not signed in|denied permission)/);
    expect(code).toBe(1);
    await expectNothingLost(w);
    w.token = await w.admin.tokenWithPolicy(leastPrivilegePolicy(w.mount));
    await continued(w);
  });

  test('a file that changes in between is read again, and keeps what was changed', async () => {
    const w = await open();
    w.before = (call, path) => {
      const file = join(w.folder, 'w/b.yaml');
      if (call === 'writeKeys' && path === 'app/b')
        writeFileSync(file, `# by somebody else\n${readFileSync(file, 'utf8')}more: 1\n`);
    };
    expect(await w.migrate()).toMatchObject({ code: 0 });
    expect(w.text('w/b.yaml')).toBe(`# by somebody else\n${reference(w, 'b')}more: 1\n`);
    await expectNothingLost(w);
  });

  test('a secret that changes in between stays as it is now', async () => {
    const w = await open();
    const other = `password: ${value('other')}\n`;
    w.before = (call, path) => {
      if (call === 'writeKeys' && path === 'app/b') writeFileSync(join(w.folder, 'w/b.yaml'), other);
    };
    const { code, stdout } = await w.migrate();
    expect(stdout).toMatch(/w\/b\.yaml:1:11 .*\. The secret is no longer where it was found\.\n/);
    expect(code).toBe(1);
    expect(w.text('w/b.yaml')).toBe(other);
    await expectNothingLost(w, ['a', 'c']);
  });

  test('a file that is deleted in between', async () => {
    const w = await open();
    w.before = (call, path) => {
      if (call === 'writeKeys' && path === 'app/b') rmSync(join(w.folder, 'w/b.yaml'));
    };
    const { code, stdout } = await w.migrate();
    expect(stdout).toContain('The file is not there any more.');
    expect(code).toBe(1);
    await expectNothingLost(w, ['a', 'c']);
    expect(await w.secret('app/b')).toEqual({ password: value('b') });
  });

  test('a file that is made read-only in between', async () => {
    const w = await open();
    const file = join(w.folder, 'w/b.yaml');
    w.before = (call, path) => {
      if (call === 'writeKeys' && path === 'app/b') chmodSync(file, 0o444);
    };
    const { code, stdout } = await w.migrate();
    expect(stdout).toMatch(/w\/b\.yaml:1:11 .*not moved.* The file cannot be written\.\n/);
    expect(code).toBe(1);
    expect(w.text('w/b.yaml')).toBe(three['w/b.yaml']);
    await expectNothingLost(w);
    chmodSync(file, 0o644);
    await continued(w);
  });

  test('KV v1: absent paths alone, after agreeing to the race; taken back after agreeing that it is final', async () => {
    const w = await open();
    const { mountV1 } = suite();
    const path = (name: string): string => `${mountV1}/${w.mount}/${name}`;
    w.token = await w.admin.tokenWithPolicy(
      policyRule(`${mountV1}/*`, ['create', 'read', 'update', 'delete', 'list']),
    );
    const args = ['migrate', '--yes', '--to', `${mountV1}/${w.mount}/\${relativePath}#\${keyPath}`, 'w'];
    expect(await w.run(...args)).toMatchObject({ code: 3 });
    await w.admin.expectOk('POST', path('a'), { theirs: 'made-up' });
    const refused = await w.run(...args, '--kv-v1');
    expect(refused.stdout).toContain('KV v1 has no check-and-set, so the existing path');
    expect(await w.run(...args, '--kv-v1', '--leave-blocked')).toMatchObject({ code: 1 });
    expect(w.text('w/a.yaml')).toBe(three['w/a.yaml']);
    expect(w.text('w/b.yaml')).toBe(`password: ${path('b')}#password\n`);
    const read = async (name: string): Promise<unknown> =>
      ((await w.admin.call('GET', path(name))).json as { data?: unknown }).data;
    expect(await read('b')).toEqual({ password: value('b') });
    const kept = await w.run('undo', '--yes');
    expect(kept.stdout).toContain('Deleting from KV v1 is final, and nobody has confirmed that');
    expect(await read('b')).toEqual({ password: value('b') });
    expect(await w.run('undo', '--yes', '--kv-v1')).toMatchObject({ code: 0 });
    expect(await read('b')).toBeUndefined();
    expect(await read('a')).toEqual({ theirs: 'made-up' });
    for (const [name, text] of Object.entries(three)) expect(w.text(name)).toBe(text);
  });

  test('files with a syntax error, edited at the secret alone', async () => {
    const files = {
      'w/a.yaml': `a: [\n${plain('a')}  x: }\n`,
      'w/j.json': `{"password": "${value('j')}", "x": \n`,
    };
    const w = await open(files);
    await w.migrate('--leave-blocked');
    for (const [name, secret] of [
      ['a.yaml', 'a'],
      ['j.json', 'j'],
    ] as const) {
      const before = files[`w/${name}`];
      const after = w.text(`w/${name}`);
      const moved = before.replace(value(secret), `${w.mount}/app/${secret}#password`);
      expect([before, moved]).toContain(after);
      if (after === moved) expect(await w.secret(`app/${secret}`)).toEqual({ password: value(secret) });
    }
    await w.run('undo', '--yes');
    for (const [name, before] of Object.entries(files)) expect(w.text(name)).toBe(before);
  });

  test('values of all kinds: moved and taken back byte for byte, or left with the reason', async () => {
    const pem = (lines: number): string =>
      [
        `-----BEGIN ${PRIVATE_KEY}-----`,
        ...Array.from({ length: lines }, (_, n) => pemLine(n)),
        `-----END ${PRIVATE_KEY}-----`,
      ]
        .map((line) => `  ${line}\n`)
        .join('');
    const moved: Readonly<Record<string, readonly [text: string, value: string]>> = {
      'unicode.yaml': [`password: "пароль🔐${value('u')}"\n`, `пароль🔐${value('u')}`],
      'number.yaml': ['password: 83920147561\n', '83920147561'],
      'breaks.yaml': [`private_key: |\n${pem(3)}`, pem(3).replaceAll(/^ {2}/gm, '')],
      'k64.yaml': [`private_key: |\n${pem(1_000)}`, pem(1_000).replaceAll(/^ {2}/gm, '')],
      'escaped.json': [`{"password": "${value('e')}\\u00e9\\/x"}\n`, `${value('e')}é/x`],
    };
    const left: Readonly<Record<string, readonly [text: string, reason: string]>> = {
      'surrogate.json': [`{"password": "${value('s')}\\ud800x"}\n`, 'not valid Unicode'],
      'two.yaml': [
        `dsn: "postgres://app:${value('1')}@db/x postgres://app:${value('2')}@db/y"\n`,
        'The value holds more than one secret',
      ],
    };
    const others = { 'empty.yaml': 'password: ""\n', 'm2.yaml': `private_key: |\n${pem(33_000)}` };
    const all = { ...texts(moved), ...texts(left), ...others };
    const w = await open(Object.fromEntries(Object.entries(all).map(([name, text]) => [`w/${name}`, text])));
    const { code, stdout, stderr } = await w.migrate();
    expect(code).toBe(1);
    for (const [name, [, secret]] of Object.entries(moved)) {
      expect(stdout).toMatch(new RegExp(`^w/${name}:.*: moved\\.`, 'm'));
      expect(Object.values((await w.secret(`app/${name.split('.')[0] ?? ''}`)) ?? {})).toEqual([secret]);
      expect(w.text(`w/${name}`)).not.toContain(secret);
    }
    for (const [name, [text, reason]] of Object.entries(left)) {
      expect(stdout).toMatch(new RegExp(`^w/${name}:.*: left out\\. .*${reason}`, 'm'));
      expect(w.text(`w/${name}`)).toBe(text);
    }
    expect(stderr).toContain('skipped w/m2.yaml: size beyond the limit');
    for (const [name, text] of Object.entries(others)) expect(w.text(`w/${name}`)).toBe(text);
    // Nobody can tell whether a file that is not read uses a key.
    expect((await w.run('undo', '--yes')).stdout).toContain('kept in Vault');
    rmSync(join(w.folder, 'w/m2.yaml'));
    const undone = await w.run('undo', '--yes');
    expect(undone.stdout).not.toContain('not restored');
    expect(undone.stdout).not.toContain('kept in Vault');
    expect(undone).toMatchObject({ code: 0 });
    for (const [name, text] of Object.entries(all))
      if (name !== 'm2.yaml') expect(w.text(`w/${name}`)).toBe(text);
  }, 60_000);
});

function texts(files: Readonly<Record<string, readonly [string, string]>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(files).map(([name, [text]]) => [name, text]));
}

/** A line of a key that is none. */
function pemLine(n: number): string {
  return Buffer.from(
    `made up line ${n} of nothing at all, padded to 48.`.padEnd(48, '.').slice(0, 48),
  ).toString('base64');
}
