import { beforeAll, expect, it } from 'vitest';
import type { HttpAnswer } from '../../support/httpCall.ts';
import { leastPrivilegePolicy } from '../../support/vaultServers.ts';
import { describeEachVault } from '../../support/vaultSuite.ts';
import { dataOf } from './answers.ts';

await describeEachVault('Listing', (suite) => {
  const list = (path: string, token?: string): Promise<HttpAnswer> =>
    suite().admin.call('LIST', `${suite().mount}/metadata${path}`, token === undefined ? {} : { token });

  beforeAll(async () => {
    const { admin, mount } = suite();
    for (const path of ['b', 'a', 'team', 'team/app', 'team/app/db', 'Z', '10', '9']) {
      await admin.putSecret(mount, path, { k: 'v' });
    }
  });

  it('gives sorted names; one that is a secret and a folder comes twice', async () => {
    expect(dataOf(await list('/'))['keys']).toEqual(['10', '9', 'Z', 'a', 'b', 'team', 'team/']);
    expect(dataOf(await list('/team/'))['keys']).toEqual(['app', 'app/']);
  });

  it('minds no trailing slash, and knows ?list=true', async () => {
    const { admin, mount } = suite();
    expect(dataOf(await list('/team'))['keys']).toEqual(['app', 'app/']);
    expect(dataOf(await list(''))['keys']).toContain('team/');
    const get = await admin.call('GET', `${mount}/metadata/team?list=true`);
    expect(dataOf(get)['keys']).toEqual(['app', 'app/']);
  });

  it('is 404 where nothing is', async () => {
    for (const path of ['/none/', '/a', '/a/', '/team/app/db/']) {
      expect(await list(path)).toMatchObject({ status: 404, json: { errors: [] } });
    }
  });

  it('goes with the rights to the folder, not to each name', async () => {
    const { admin, mount } = suite();
    const token = await admin.tokenWithPolicy(leastPrivilegePolicy(mount, 'team'));
    expect(dataOf(await list('/team/', token))['keys']).toEqual(['app', 'app/']);
    expect(dataOf(await list('/team', token))['keys']).toEqual(['app', 'app/']);
    expect((await list('/', token)).status).toBe(403);
    const root = await admin.tokenWithPolicy(`path "${mount}/metadata/" { capabilities = ["list"] }`);
    expect(dataOf(await list('/', root))['keys']).toContain('Z');
    expect((await list('/team/', root)).status).toBe(403);
  });

  it('cannot list data', async () => {
    expect((await suite().admin.call('LIST', `${suite().mount}/data/`)).status).toBe(405);
  });
});
