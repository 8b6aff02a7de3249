import { afterEach, describe, expect, test } from 'vitest';
import type {
  CurrentSecret,
  SecretVault,
} from '../../../../server/src/languageService/migration/secretVault.ts';
import type { SecretPath } from '../../../../server/src/languageService/secretStore.ts';
import { createCanary, expectNoLeak } from '../../../support/canary.ts';
import type { AuditedRequest } from '../../../support/testVault.ts';
import { type EmbeddedVault, policyRule, startEmbedded, TestAdmin } from '../../../support/vaultServers.ts';
import { connect } from '../connect.ts';
import { expectRefused, signal } from './portWorld.ts';

const canary = createCanary();
const values = new Map([
  ['ours', canary.secret],
  ['other', `${canary.secret}2`],
]);
const written = Object.fromEntries(values);
const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

interface World {
  readonly server: EmbeddedVault;
  readonly admin: TestAdmin;
  readonly vault: SecretVault;
  /** Runs once, ahead of the next request that it is for. */
  before(method: string, path: RegExp, act: () => Promise<unknown>): void;
}

/** `rights` on everything; those of the root token without. */
async function world(rights?: readonly string[]): Promise<World> {
  let due:
    { readonly is: (request: AuditedRequest) => boolean; readonly act: () => Promise<unknown> } | undefined;
  const server = await startEmbedded({
    beforeRequest: async (request) => {
      if (due?.is(request) !== true) return;
      const { act } = due;
      due = undefined;
      await act();
    },
  });
  ends.push(() => server.stop());
  const admin = new TestAdmin(server);
  const token = rights ? await admin.tokenWithPolicy(policyRule('*', rights)) : server.rootToken;
  const { vault } = await connect(server.address, token);
  const before: World['before'] = (method, path, act) => {
    due = { is: (request) => request.method === method && path.test(request.path), act };
  };
  return { server, admin, vault, before };
}

const secret: SecretPath = { mount: 'secret', path: 'app/db' };
const noPatch = ['create', 'read', 'update'];

async function present(
  { vault, admin }: World,
  data: object = { theirs: 'kept' },
): Promise<CurrentSecret & { kind: 'present' }> {
  await admin.putSecret('secret', secret.path, data);
  const base = await vault.readCurrent(secret, signal());
  if (base.kind === 'absent') throw new Error('not written');
  return base;
}

describe('the answer to a write is lost', () => {
  const ways = [
    ['a new path', 'POST', false, undefined],
    ['a present path', 'PATCH', true, undefined],
    ['a present path without PATCH', 'POST', true, noPatch],
  ] as const;
  const faults = [
    { reset: true },
    { status: 500 },
    { status: 502, body: 'gone' },
    { status: 200, body: { data: 'text' } },
    { status: 204 },
  ];

  describe.each(ways)('%s', (_, method, isPresent, rights) => {
    const begin = async (): Promise<readonly [World, CurrentSecret]> => {
      const w = await world(rights);
      return [w, isPresent ? await present(w) : await w.vault.readCurrent(secret, signal())];
    };
    const fault = { method, path: 'secret/data/app/db', times: 1 };
    const number = isPresent ? 2 : 1;

    test.each(faults)('and it was done: %j', async (how) => {
      const [w, base] = await begin();
      w.server.addFault({ ...fault, ...how, afterCommit: true });
      const receipt = await w.vault.writeKeys({ secret, values, base }, signal());
      expect(receipt).toMatchObject({ version: number, isRecovered: true });
      const kept = isPresent ? { theirs: 'kept' } : {};
      expect(await w.admin.getSecret('secret', secret.path)).toEqual({ ...kept, ...written });
    });

    test.each(faults)('and it was not done: %j', async (how) => {
      const [w, base] = await begin();
      w.server.addFault({ ...fault, ...how });
      const error: unknown = await w.vault
        .writeKeys({ secret, values, base }, signal())
        .catch((one: unknown) => one);
      expect(error).toMatchObject({ name: 'StoreError' });
      expect(['unreachable', 'server-error', 'bad-response']).toContain((error as { kind: string }).kind);
      expectNoLeak({ ...canary, token: w.server.rootToken }, error);
      expect(await w.vault.readCurrent(secret, signal())).toEqual(base);
    });

    test.each(['all keys with one changed', 'all keys and one more', 'one key too few'])(
      "another's write is not taken for ours: %s",
      async (what) => {
        const [w, base] = await begin();
        const kept = isPresent ? { theirs: 'kept' } : {};
        const theirs = {
          'all keys with one changed': { ...kept, ...written, ours: 'another' },
          'all keys and one more': { ...kept, ...written, more: 'x' },
          'one key too few': { ...kept, ours: canary.secret },
        }[what];
        w.before(method, /data\/app\/db$/u, async () => {
          await w.admin.putSecret('secret', secret.path, theirs ?? {});
          w.server.addFault({ ...fault, reset: true });
        });
        await expectRefused(w.vault.writeKeys({ secret, values, base }, signal()), 'unreachable');
        expect(await w.admin.getSecret('secret', secret.path)).toEqual(theirs);
      },
    );

    test('and the look afterwards fails too: the first failure is told', async () => {
      const [w, base] = await begin();
      w.server.addFault({ ...fault, reset: true, afterCommit: true });
      w.before(method, /data\/app\/db$/u, () => {
        w.server.addFault({ method: 'GET', path: /data\/app\/db$/u, status: 403 });
        return Promise.resolve();
      });
      await expectRefused(w.vault.writeKeys({ secret, values, base }, signal()), 'unreachable');
    });
  });

  test('keys were taken out', async () => {
    const w = await world();
    const base = await present(w, { theirs: 'kept', ours: '1' });
    w.server.addFault({
      method: 'PATCH',
      path: 'secret/data/app/db',
      times: 1,
      reset: true,
      afterCommit: true,
    });
    const receipt = await w.vault.removeKeys({ secret, keys: ['ours'], base }, signal());
    expect(receipt).toMatchObject({ version: 2, isRecovered: true });
    expect(await w.admin.getSecret('secret', secret.path)).toEqual({ theirs: 'kept' });
  });

  test.each([true, false])('KV v1, done: %s', async (afterCommit) => {
    const w = await world();
    const v1 = { mount: await w.admin.createMount('old', 1), path: 'app/db' };
    const base = await w.vault.readCurrent(v1, signal());
    w.server.addFault({ method: 'POST', path: 'old/app/db', times: 1, reset: true, afterCommit });
    const write = w.vault.writeKeys({ secret: v1, values, base }, signal());
    if (afterCommit) expect(await write).toMatchObject({ version: 0, isRecovered: true });
    else await expectRefused(write, 'unreachable');
  });
});

describe('another client acts between our look and our write', () => {
  const acts: Readonly<Record<string, (admin: TestAdmin) => Promise<unknown>>> = {
    writes: (admin) => admin.putSecret('secret', secret.path, { theirs: 'new' }),
    deletes: (admin) => admin.expectOk('DELETE', `secret/data/${secret.path}`),
    removes: (admin) => admin.expectOk('DELETE', `secret/metadata/${secret.path}`),
  };

  test.each(Object.keys(acts))('%s, with PATCH', async (act) => {
    const w = await world();
    const base = await present(w, { theirs: 'old', ours: '1' });
    for (const change of [
      () => w.vault.writeKeys({ secret, values: new Map([['new', canary.secret]]), base }, signal()),
      () => w.vault.removeKeys({ secret, keys: ['ours'], base }, signal()),
    ]) {
      w.before('PATCH', /data/u, async () => acts[act]?.(w.admin));
      await expectRefused(change(), 'conflict');
      const after = await w.admin.getSecret('secret', secret.path);
      expect(after).toEqual(act === 'writes' ? { theirs: 'new' } : undefined);
    }
  });

  test.each(Object.keys(acts))('%s while PATCH is refused: the second look finds it', async (act) => {
    const w = await world(noPatch);
    const base = await present(w, { theirs: 'old' });
    w.before('PATCH', /data/u, async () => {
      await acts[act]?.(w.admin);
      // Up to the same version number.
      if (act === 'removes') await w.admin.putSecret('secret', secret.path, { others: 'new' });
    });
    await expectRefused(w.vault.writeKeys({ secret, values, base }, signal()), 'conflict');
    const after = await w.admin.getSecret('secret', secret.path);
    expect(after).toEqual({ writes: { theirs: 'new' }, deletes: undefined, removes: { others: 'new' } }[act]);
  });

  test('a server without PATCH is asked for it once', async () => {
    const w = await world();
    w.server.addFault({ method: 'PATCH', status: 405, body: { errors: ['unsupported operation'] } });
    for (const path of ['app/one', 'other/two']) {
      await w.admin.putSecret('secret', path, { theirs: 'kept' });
      const place = { mount: 'secret', path };
      const base = await w.vault.readCurrent(place, signal());
      await w.vault.writeKeys({ secret: place, values, base }, signal());
      expect(await w.admin.getSecret('secret', path)).toEqual({ theirs: 'kept', ...written });
    }
    expect((await w.server.requests()).filter(({ method }) => method === 'PATCH')).toHaveLength(1);
  });
});

describe('a call is given up', () => {
  const calls: Readonly<Record<string, (vault: SecretVault, signal: AbortSignal) => Promise<unknown>>> = {
    mountInfo: (vault, stop) => vault.mountInfo('secret', stop),
    readCurrent: (vault, stop) => vault.readCurrent(secret, stop),
    readVersion: (vault, stop) => vault.readVersion(secret, 1, stop),
    writeKeys: (vault, stop) =>
      vault.writeKeys({ secret, values, base: { kind: 'absent', kvVersion: 2, cas: 0 } }, stop),
    deleteVersion: (vault, stop) => vault.deleteVersion(secret, 1, stop),
    history: (vault, stop) => vault.history(secret, stop),
    rights: (vault, stop) => vault.rights([secret], stop),
    annotate: (vault, stop) => vault.annotate(secret, new Map([['k', 'v']]), stop),
  };

  test.each(Object.keys(calls))('%s ends with the reason of the signal', async (name) => {
    const w = await world();
    await w.vault.mountInfo('secret', signal());
    const call = calls[name]!;
    const reason = new Error('given up');
    await expect(call(w.vault, AbortSignal.abort(reason))).rejects.toBe(reason);
    w.server.addFault({ delayMs: 5_000 });
    const stop = new AbortController();
    const running = call(w.vault, stop.signal);
    setTimeout(() => stop.abort(reason), 50);
    await expect(running).rejects.toBe(reason);
  });
});
