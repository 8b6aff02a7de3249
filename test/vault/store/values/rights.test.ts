import { expect, test } from 'vitest';
import { leastPrivilegePolicy, policyRule } from '../../../support/vaultServers.ts';
import { describeEachVault } from '../../../support/vaultSuite.ts';
import { portWorld, signal } from './portWorld.ts';

const none = {
  read: false,
  create: false,
  update: false,
  patch: false,
  remove: false,
  readMetadata: false,
  patchMetadata: false,
};
const all = Object.fromEntries(Object.keys(none).map((name) => [name, true]));

await describeEachVault('what a token may do', (suite) => {
  test('under the least privilege: all but notes, and nothing elsewhere', async () => {
    const { vault, mount, path } = await portWorld(suite());
    const paths = [path, { mount, path: 'elsewhere/x' }, path];
    const moves = { ...all, patchMetadata: false };
    expect(await vault.rights(paths, signal())).toEqual([moves, none, moves]);
  });

  test('with the right to annotate alone', async () => {
    const { mount } = suite();
    const note = `path "${mount}/metadata/app/*" { capabilities = ["patch"] allowed_parameters = { "custom_metadata" = [] } }\n`;
    const { vault, path } = await portWorld(suite(), note);
    expect(await vault.rights([path], signal())).toEqual([{ ...none, patchMetadata: true }]);
  });

  test('root may do everything', async () => {
    const { vault, path } = await portWorld(suite(), 'root');
    expect(await vault.rights([path], signal())).toEqual([all]);
  });

  test('a denial beats a grant', async () => {
    const { mount } = suite();
    const deny = `${policyRule(`${mount}/data/app/*`, ['read'])}${policyRule(`${mount}/data/app/x`, ['deny'])}`;
    const { vault } = await portWorld(suite(), deny);
    const [rights] = await vault.rights([{ mount, path: 'app/x' }], signal());
    expect(rights).toEqual(none);
  });

  test('names count as they are, not as they are encoded', async () => {
    const { mount } = suite();
    const odd = { mount, path: 'app/a b+c %41 密' };
    const exact = policyRule(`${mount}/data/${odd.path}`, ['read', 'patch']);
    const { vault } = await portWorld(suite(), exact);
    expect(await vault.rights([odd], signal())).toEqual([{ ...none, read: true, patch: true }]);
  });

  test('a token without the default policy gets no answer, and can move all the same', async () => {
    const policy = leastPrivilegePolicy(suite().mount, 'app');
    const { vault, path, base, admin, mount } = await portWorld(suite(), policy, { noDefaultPolicy: true });
    expect(await vault.rights([path, path], signal())).toEqual([undefined, undefined]);
    const first = await vault.readCurrent(path, signal());
    await vault.writeKeys({ secret: path, values: new Map([['a', '1']]), base: first }, signal());
    await vault.writeKeys({ secret: path, values: new Map([['b', '2']]), base: await base() }, signal());
    await vault.removeKeys({ secret: path, keys: ['a'], base: await base() }, signal());
    expect(await admin.getSecret(mount, path.path)).toEqual({ b: '2' });
    await vault.deleteVersion(path, 3, signal());
    expect(await admin.getSecret(mount, path.path)).toBeUndefined();
  });

  test('more paths than one request may hold', async () => {
    const { vault, mount } = await portWorld(suite());
    const paths = Array.from({ length: 700 }, (_, index) => ({
      mount,
      path: `${index % 2 ? 'app' : 'no'}/p${index}`,
    }));
    const rights = await vault.rights(paths, signal());
    expect(rights).toHaveLength(700);
    expect(rights.every((one, index) => one?.read === (index % 2 === 1))).toBe(true);
  });

  test('what is no mount, or no path, has no answer and keeps nothing from the others', async () => {
    const { vault, path, mount } = await portWorld(suite());
    const paths = [{ mount: 'no-such-mount', path: 'x' }, path, { mount, path: 'app/../x' }];
    const [one, two, three] = await vault.rights(paths, signal());
    expect([one, three]).toEqual([undefined, undefined]);
    expect(two?.read).toBe(true);
  });

  test('KV v1', async () => {
    const { mountV1 } = suite();
    const { vault } = await portWorld(suite(), policyRule(`${mountV1}/app/*`, ['create', 'read', 'delete']));
    const rights = await vault.rights([{ mount: mountV1, path: 'app/x' }], signal());
    expect(rights).toEqual([{ ...none, create: true, read: true, remove: true }]);
  });
});
