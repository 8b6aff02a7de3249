import { expect, test } from 'vitest';
import { leastPrivilegePolicy } from '../../../support/vaultServers.ts';
import { describeEachVault } from '../../../support/vaultSuite.ts';
import { portWorld, type PortWorld, signal } from './portWorld.ts';

const ours = new Map([
  ['moved-by', 'vault-refs'],
  ['moved-at', '2026-01-01T00:00:00Z'],
]);

await describeEachVault('a note in the metadata', (suite) => {
  /** The policy of the documentation: a note and nothing else of the metadata. */
  const annotator = (): Promise<PortWorld> => {
    const { mount } = suite();
    const least = leastPrivilegePolicy(mount, 'app').replace(
      /path "[^"]*metadata[^\n]*\n/,
      `path "${mount}/metadata/app/*" { capabilities = ["read", "list", "patch"] allowed_parameters = { "custom_metadata" = [] } }\n`,
    );
    return portWorld(suite(), least);
  };

  test('is added to those of others, and changes no setting', async () => {
    const { vault, admin, mount, path } = await annotator();
    const theirs = { owner: 'team', 'moved-by': 'somebody before' };
    const settings = { max_versions: 7, custom_metadata: theirs };
    await admin.expectOk('POST', `${mount}/metadata/${path.path}`, settings);
    await admin.putSecret(mount, path.path, { k: 'v' });
    expect(await vault.annotate(path, ours, signal())).toBe(true);
    const history = await vault.history(path, signal());
    expect(history).toMatchObject({ maxVersions: 7, currentVersion: 1, deleteVersionAfter: '' });
    const found = history.kind === 'known' ? history.customMetadata : undefined;
    expect(found).toEqual(new Map([['owner', 'team'], ...ours]));
  });

  test('is not made without the right, on a path that is not there, or on KV v1', async () => {
    const { vault, admin, mount, path } = await portWorld(suite());
    await admin.putSecret(mount, path.path, { k: 'v' });
    expect(await vault.annotate(path, ours, signal())).toBe(false);
    expect(await vault.history(path, signal())).toMatchObject({ customMetadata: new Map() });
    const root = await portWorld(suite(), 'root');
    expect(await root.vault.annotate(root.path, ours, signal())).toBe(false);
    expect(await root.vault.history(root.path, signal())).toEqual({ kind: 'none' });
    const secret = { mount: suite().mountV1, path: root.path.path };
    await admin.expectOk('POST', `${secret.mount}/${secret.path}`, { k: 'v' });
    expect(await root.vault.annotate(secret, ours, signal())).toBe(false);
  });

  test('is not made where the server wants metadata check-and-set', async () => {
    const { vault, admin, mount, path } = await portWorld(suite(), 'root');
    await admin.putSecret(mount, path.path, { k: 'v' });
    await admin.expectOk('POST', `${mount}/metadata/${path.path}`, {
      metadata_cas_required: true,
      metadata_cas: 0,
    });
    const required = await admin.expectOk('GET', `${mount}/metadata/${path.path}`);
    // Vault knows no such setting, and takes the note.
    const isKnown = JSON.stringify(required).includes('metadata_cas_required":true');
    expect(await vault.annotate(path, ours, signal())).toBe(!isKnown);
  });

  test.each([
    ['nothing', new Map()],
    ['65 entries', new Map(Array.from({ length: 65 }, (_, index) => [`k${index}`, 'v']))],
    ['an empty name', new Map([['', 'v']])],
    ['an empty text', new Map([['k', '']])],
    ['a name of 129 bytes', new Map([['é'.repeat(64) + 'x', 'v']])],
    ['a text of 513 bytes', new Map([['k', 'é'.repeat(256) + 'x']])],
  ])('%s is not sent', async (_, entries) => {
    const { vault, admin, mount, path } = await portWorld(suite(), 'root');
    await admin.putSecret(mount, path.path, { k: 'v' });
    const { vault: server } = suite();
    if (server.kind !== 'external') await server.clearRequests();
    expect(await vault.annotate(path, entries, signal())).toBe(false);
    if (server.kind === 'external') return;
    expect((await server.requests()).filter(({ method }) => method === 'PATCH')).toEqual([]);
  });

  test('at the limits it is made', async () => {
    const { vault, admin, mount, path } = await portWorld(suite(), 'root');
    await admin.putSecret(mount, path.path, { k: 'v' });
    const most = new Map(
      Array.from({ length: 64 }, (_, index) => [`${index}`.padStart(128, 'k'), 'v'.repeat(512)]),
    );
    expect(await vault.annotate(path, most, signal())).toBe(true);
  });
});
