import { beforeAll, expect, test } from 'vitest';
import { createCanary, expectNoLeak } from '../../support/canary.ts';
import type { AuditedRequest, TestVault } from '../../support/testVault.ts';
import { policyRule } from '../../support/vaultServers.ts';
import { describeEachVault } from '../../support/vaultSuite.ts';
import { connect } from './connect.ts';

const signal = (): AbortSignal => AbortSignal.timeout(30_000);

/** The requests of `run`; undefined on a server whose audit log is not ours to read. */
async function requestsOf(
  vault: TestVault,
  run: () => Promise<unknown>,
): Promise<readonly AuditedRequest[] | undefined> {
  if (vault.kind === 'external') {
    console.log('requests not counted on an external server: its audit log is not ours to read');
    await run();
    return undefined;
  }
  await vault.clearRequests();
  await run();
  return vault.requests();
}

await describeEachVault('checking with few rights', (suite) => {
  const canary = createCanary();

  beforeAll(async () => {
    const { admin, mount } = suite();
    await admin.putSecret(mount, 'app/db', { password: canary.secret, constructor: 'x', __proto: 'x' });
    await admin.expectOk('POST', `${mount}/metadata/app/empty`, { custom_metadata: { owner: 'team' } });
  });

  const connectWith = async (
    noDefaultPolicy: boolean,
    ...rules: readonly (readonly [string, string[]])[]
  ) => {
    const { admin, vault, mount } = suite();
    const hcl = rules.map(([path, rights]) => policyRule(`${mount}/${path}`, rights)).join('');
    return connect(vault.address, await admin.tokenWithPolicy(hcl, { noDefaultPolicy }));
  };

  test.each([false, true])(
    'denied siblings are not probed one by one (no default policy: %s)',
    async (bare) => {
      const { vault, mount } = suite();
      const { store } = await connectWith(bare, ['subkeys/app/*', ['read']]);
      const paths = Array.from({ length: 60 }, (_, index) => `secretive/p${String(index)}`);
      const statuses = new Set<string>();
      const requests = await requestsOf(vault, () =>
        Promise.all(
          paths.map(async (path) => statuses.add((await store.describe({ mount, path }, signal())).kind)),
        ),
      );
      expect([...statuses]).toEqual(['denied']);
      expect(requests?.filter(({ path }) => path.includes('secretive')).length ?? 0).toBeLessThanOrEqual(3);
      // One look at the mount, at most one whether the token lives, and a batch for each of two rights.
      expect(requests?.length ?? 0).toBeLessThanOrEqual(7);
    },
  );

  test('a sibling that may be read is found among denied ones', async () => {
    const { mount } = suite();
    const { store } = await connectWith(false, ['subkeys/app/db', ['read']]);
    expect(await store.describe({ mount, path: 'app/aaa' }, signal())).toEqual({
      kind: 'denied',
      detail: `The token may read neither the key names nor the metadata: it takes "read" on ${mount}/subkeys/app/aaa or ${mount}/metadata/app/aaa.`,
    });
    expect((await store.describe({ mount, path: 'app/db' }, signal())).kind).toBe('exists');
  });

  test('with metadata alone, a path exists and its keys are not known', async () => {
    const { mount } = suite();
    const { store } = await connectWith(true, ['metadata/*', ['read']]);
    expect(await store.describe({ mount, path: 'app/db' }, signal())).toMatchObject({
      kind: 'exists',
      keys: undefined,
      keysUnknownBecause: 'no permission on subkeys',
    });
  });

  test('with the list alone, what is there is told from what is missing', async () => {
    const { mount } = suite();
    const { store } = await connectWith(true, ['metadata/*', ['list']]);
    expect(await store.describe({ mount, path: 'app/db' }, signal())).toMatchObject({ kind: 'exists' });
    expect(await store.describe({ mount, path: 'app/dbb' }, signal())).toMatchObject({
      kind: 'no-such-path',
      siblings: expect.arrayContaining(['db']) as string[],
    });
  });

  test('a path with metadata and no version is not called missing', async () => {
    const { mount } = suite();
    const { store } = await connectWith(true, ['subkeys/*', ['read']], ['metadata/*', ['read', 'list']]);
    expect(await store.describe({ mount, path: 'app/empty' }, signal())).toMatchObject({
      kind: 'exists',
      keys: undefined,
      keysUnknownBecause: 'no version has been written',
    });
  });

  test('a version that will delete itself is there until then', async () => {
    const { admin } = suite();
    const mount = await admin.createMount();
    await admin.expectOk('POST', `${mount}/config`, { delete_version_after: '1h' });
    await admin.putSecret(mount, 'app/later', { key: 'x' });
    const token = await admin.tokenWithPolicy(policyRule(`${mount}/metadata/*`, ['read']));
    const { store } = await connect(suite().vault.address, token);
    expect((await store.describe({ mount, path: 'app/later' }, signal())).kind).toBe('exists');
  });

  test('a right on a name that has to be encoded is seen beside a denied sibling', async () => {
    const { admin, mount } = suite();
    const path = 'odd/a b+c %41 \u5bc6';
    await admin.putSecret(mount, path.split('/').map(encodeURIComponent).join('/'), { k: canary.secret });
    const { store } = await connectWith(false, [`metadata/${path}`, ['read']]);
    expect((await store.describe({ mount, path: 'odd/denied' }, signal())).kind).toBe('denied');
    expect((await store.describe({ mount, path }, signal())).kind).toBe('exists');
  });

  test('keys are told that JavaScript has a meaning of its own for', async () => {
    const { mount, vault } = suite();
    const { store } = await connect(vault.address, vault.rootToken);
    const status = await store.describe({ mount, path: 'app/db' }, signal());
    expect(status).toMatchObject({ keys: expect.arrayContaining(['constructor', 'password']) as string[] });
    expectNoLeak({ ...canary, token: vault.rootToken }, status, store);
  });

  test.each(['data', 'metadata', 'data/app'])('a name below a mount (%s) is no mount', async (below) => {
    const { mount, mountV1, vault } = suite();
    const { store, vault: values } = await connect(vault.address, vault.rootToken);
    const requests = await requestsOf(vault, async () => {
      for (const real of [mount, mountV1]) {
        const place = { mount: `${real}/${below}`, path: 'app/db' };
        expect((await store.describe(place, signal())).kind).toBe('no-such-mount');
        expect((await store.list(place.mount, 'app', signal())).kind).toBe('no-such-mount');
        await expect(values.readCurrent(place, signal())).rejects.toMatchObject({ kind: 'no-such-mount' });
      }
    });
    expect(requests?.filter(({ path }) => !path.startsWith('sys/internal/ui/mounts/')) ?? []).toEqual([]);
  });

  test('a mount that holds no key-value secrets is not checkable', async () => {
    const { vault } = suite();
    const { store, vault: values } = await connect(vault.address, vault.rootToken);
    const place = { mount: 'cubbyhole', path: 'a/b' };
    expect((await store.describe(place, signal())).kind).toBe('not-checkable');
    await expect(values.readCurrent(place, signal())).rejects.toMatchObject({ kind: 'not-kv' });
  });
});
