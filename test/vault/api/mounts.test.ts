import { expect, it } from 'vitest';
import type { HttpAnswer } from '../../support/httpCall.ts';
import { policyRule } from '../../support/vaultServers.ts';
import { describeEachVault } from '../../support/vaultSuite.ts';
import { dataOf, errorsOf } from './answers.ts';

await describeEachVault('Mounts', (suite) => {
  const mountOf = (path: string, token?: string): Promise<HttpAnswer> =>
    suite().admin.call('GET', `sys/internal/ui/mounts/${path}`, token === undefined ? {} : { token });

  it('tells mount and version of any path below it', async () => {
    const { mount, mountV1 } = suite();
    for (const below of ['', '/', '/a', '/a/b/c']) {
      const answer = dataOf(await mountOf(mount + below));
      expect(answer).toMatchObject({ path: `${mount}/`, type: 'kv', options: { version: '2' } });
    }
    const v1 = dataOf(await mountOf(`${mountV1}/x`));
    expect(v1).toMatchObject({ path: `${mountV1}/`, type: 'kv', options: { version: '1' } });
  });

  it('leaves the version out of a mount made without one: that is version 1', async () => {
    const { admin } = suite();
    const name = admin.uniqueName('plain');
    await admin.expectOk('POST', `sys/mounts/${name}`, { type: 'kv' });
    const options = dataOf(await mountOf(name))['options'] as { version?: string } | null;
    expect(options?.version).toBeUndefined();
    expect((await admin.call('PUT', `${name}/a`, { body: { k: 'v' } })).status).toBe(204);
    await admin.deleteMount(name);
  });

  it('knows mounts of several segments, and not the folder they seem to be in', async () => {
    const { admin } = suite();
    const folder = admin.uniqueName('team');
    await admin.createMount(`${folder}/kv`, 2);
    expect(dataOf(await mountOf(`${folder}/kv/a`))['path']).toBe(`${folder}/kv/`);
    expect((await mountOf(folder)).status).toBe(403);
    expect((await mountOf(`${folder}/kvx`)).status).toBe(403);
    const again = await admin.call('POST', `sys/mounts/${folder}/kv/sub`, { body: { type: 'kv' } });
    expect(errorsOf(again)).toBe(`path is already in use at ${folder}/kv/`);
  });

  it('answers 403 alike to no mount and to no right', async () => {
    const { admin, mount, mountV1 } = suite();
    const token = await admin.tokenWithPolicy(policyRule(`${mountV1}/*`, ['read']));
    const [none, denied] = [await mountOf('no-such-mount/x', token), await mountOf(`${mount}/x`, token)];
    expect([none.status, denied.status]).toEqual([403, 403]);
    expect(errorsOf(none).replace('no-such-mount', mount)).toBe(errorsOf(denied));
    expect((await mountOf('no-such-mount/x')).status).toBe(403);
  });

  it('needs only some right somewhere under the mount, which the default policy does not give', async () => {
    const { admin, mount } = suite();
    const sees = async (path: string, capabilities: string[], noDefaultPolicy: boolean): Promise<number> => {
      const token = await admin.tokenWithPolicy(policyRule(path, capabilities), { noDefaultPolicy });
      return (await mountOf(`${mount}/a`, token)).status;
    };
    for (const noDefaultPolicy of [false, true]) {
      expect(await sees(`${mount}/subkeys/team/x`, ['read'], noDefaultPolicy)).toBe(200);
      expect(await sees(`${mount}/metadata/*`, ['list'], noDefaultPolicy)).toBe(200);
      expect(await sees('+/metadata/team', ['list'], noDefaultPolicy)).toBe(200);
      expect(await sees('*', ['read'], noDefaultPolicy)).toBe(200);
      expect(await sees(`${mount}x/*`, ['read'], noDefaultPolicy)).toBe(403);
    }
    // Only with another rule that holds a `+`, as the default policy has: OpenBao looks less closely without one.
    expect(await sees(`${mount}/*`, ['deny'], false)).toBe(403);
  });

  it('lists what the token sees; a dead token is told from a poor one', async () => {
    const { admin, mount, mountV1 } = suite();
    const path = 'sys/internal/ui/mounts';
    const token = await admin.tokenWithPolicy(policyRule(`${mount}/data/*`, ['read']), {
      noDefaultPolicy: true,
    });
    const answer = await admin.call('GET', path, { token });
    expect(Object.keys(dataOf(answer)['secret'] as object)).toEqual([`${mount}/`]);
    const all = Object.keys(dataOf(await admin.call('GET', path))['secret'] as object);
    expect(all).toEqual(expect.arrayContaining([`${mount}/`, `${mountV1}/`]));
    const poor = await admin.createToken({ policies: ['no-such-policy'], noDefaultPolicy: true });
    expect(await admin.call('GET', path, { token: poor })).toMatchObject({ status: 200 });
    expect((await admin.call('GET', path, { token: 'made-up' })).status).toBe(403);
  });

  it('shows nothing to nobody', async () => {
    const { admin, mount } = suite();
    const answer = await admin.call('GET', 'sys/internal/ui/mounts', { token: '' });
    expect([answer.status, dataOf(answer)]).toEqual([200, { auth: {}, secret: {} }]);
    expect((await mountOf(mount, '')).status).toBe(403);
    expect((await mountOf(mount, 'made-up')).status).toBe(403);
  });

  it('names the type of other engines', async () => {
    const { admin } = suite();
    const name = admin.uniqueName('transit');
    await admin.expectOk('POST', `sys/mounts/${name}`, { type: 'transit' });
    expect(dataOf(await mountOf(`${name}/keys/a`))).toMatchObject({ type: 'transit', path: `${name}/` });
    await admin.deleteMount(name);
    expect((await mountOf(name)).status).toBe(403);
    const handler = await admin.call('GET', `${name}/keys/a`);
    expect([handler.status, errorsOf(handler)]).toEqual([
      404,
      expect.stringContaining('no handler for route'),
    ]);
  });
});
