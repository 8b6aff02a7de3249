import { expect, it } from 'vitest';
import type { HttpAnswer } from '../../support/httpCall.ts';
import { leastPrivilegePolicy, policyRule } from '../../support/vaultServers.ts';
import { describeEachVault } from '../../support/vaultSuite.ts';
import { dataOf } from './answers.ts';

await describeEachVault('Capabilities', (suite) => {
  const ask = (paths: readonly string[], token: string): Promise<HttpAnswer> =>
    suite().admin.call('POST', 'sys/capabilities-self', { token, body: { paths } });

  /** What a token with this policy may do; the mount is written as `M`. */
  async function granted(hcl: string, paths: readonly string[]): Promise<Readonly<Record<string, string>>> {
    const { admin, mount } = suite();
    const named = (text: string): string => text.replaceAll('M/', `${mount}/`);
    const token = await admin.tokenWithPolicy(named(hcl));
    const answer = dataOf(await ask(paths.map(named), token));
    const told = Object.entries(answer).map(
      ([path, list]) => [path.replace(mount, 'M'), String(list)] as const,
    );
    return Object.fromEntries(told);
  }

  it('answers many paths in one call, sorted, and deny where there is nothing', async () => {
    const { admin, mount } = suite();
    const token = await admin.tokenWithPolicy(leastPrivilegePolicy(mount, 'team'));
    const expected = {
      [`${mount}/subkeys/team/a`]: ['read'],
      [`${mount}/metadata/team/a`]: ['list', 'read'],
      [`${mount}/data/team/a`]: ['create', 'patch', 'read', 'update'],
      [`${mount}/delete/team/a`]: ['update'],
      [`${mount}/config`]: ['read'],
      [`${mount}/data/other`]: ['deny'],
      'no-such-mount/x': ['deny'],
    };
    const answer = await ask(Object.keys(expected), token);
    expect(dataOf(answer)).toEqual(expected);
    expect(answer.json).toMatchObject(expected);
  });

  it('wants the trailing slash for a folder', async () => {
    const hcl = policyRule('M/metadata/team/*', ['list']);
    expect(await granted(hcl, ['M/metadata/team', 'M/metadata/team/'])).toEqual({
      'M/metadata/team': 'deny',
      'M/metadata/team/': 'list',
    });
    const withoutSlash = policyRule('M/metadata/team', ['list']);
    expect(await granted(withoutSlash, ['M/metadata/team/'])).toMatchObject({ 'M/metadata/team/': 'list' });
  });

  it('says root to root', async () => {
    const { admin, vault } = suite();
    expect(dataOf(await ask(['a/b', 'nowhere'], vault.rootToken))).toEqual({
      'a/b': ['root'],
      nowhere: ['root'],
    });
    expect(admin).toBeDefined();
  });

  it('follows the rule that fits best: exact, then longest prefix, with + and * weighed', async () => {
    const hcl = [
      policyRule('M/data/team/+/x', ['read']),
      policyRule('M/data/team/a*', ['read', 'list']),
      policyRule('M/data/team/abc*', ['deny']),
      policyRule('M/data/team/abcd', ['update']),
      policyRule('M/data/*', ['create']),
      policyRule('M/data/q/+', ['patch']),
      policyRule('M/data/q/*', ['update']),
      policyRule('M/p3/+/b/c', ['read']),
      policyRule('M/p3/a/+/c', ['list']),
      policyRule('M/p4/a/*', ['read']),
      policyRule('M/p4/+/b', ['list']),
      policyRule('M/none/*', []),
    ].join('');
    const expected = {
      'M/data/team/zz/x': 'read',
      'M/data/team/zz/y/x': 'create',
      'M/data/team/a1': 'list,read',
      'M/data/team/abc1': 'deny',
      'M/data/team/abcd': 'update',
      'M/data/z': 'create',
      'M/data/q/1': 'patch',
      'M/data/q/1/2': 'update',
      'M/data/q/': 'patch',
      'M/data/q': 'create',
      'M/data': 'deny',
      'M/p3/a/b/c': 'list',
      'M/p4/a/b': 'read',
      'M/none/x': 'deny',
    };
    expect(await granted(hcl, Object.keys(expected))).toEqual(expected);
  });

  it('adds up rules of several blocks and policies, but for deny', async () => {
    const { admin, mount } = suite();
    const one = await admin.writePolicy(
      policyRule(`${mount}/a`, ['read']) + policyRule(`${mount}/b*`, ['read']),
    );
    const two = await admin.writePolicy(
      policyRule(`${mount}/a`, ['list']) + policyRule(`${mount}/b*`, ['deny']),
    );
    const token = await admin.createToken({ policies: [one, two] });
    expect(dataOf(await ask([`${mount}/a`, `${mount}/bb`], token))).toEqual({
      [`${mount}/a`]: ['list', 'read'],
      [`${mount}/bb`]: ['deny'],
    });
  });

  it('takes + and * literally where they are no wildcard', async () => {
    const hcl = policyRule('M/x+y', ['read']) + policyRule('M/p*q', ['read']);
    expect(await granted(hcl, ['M/x+y', 'M/xzy', 'M/p*q', 'M/pzq'])).toEqual({
      'M/x+y': 'read',
      'M/xzy': 'deny',
      'M/p*q': 'read',
      'M/pzq': 'deny',
    });
  });

  it('refuses an empty question', async () => {
    const { rootToken } = suite().vault;
    for (const paths of [[], ['']]) expect((await ask(paths, rootToken)).status).toBe(400);
    expect((await suite().admin.call('POST', 'sys/capabilities-self', { body: {} })).status).toBe(400);
  });

  it('takes 999 paths, and refuses 1000 where it counts strings', async ({ skip }) => {
    const { vault } = suite();
    if (vault.kind === 'external') skip('the limit is one of OpenBao');
    const paths = (count: number): string[] => Array.from({ length: count }, (_, at) => `p/${at}`);
    expect((await ask(paths(999), vault.rootToken)).status).toBe(200);
    expect((await ask(paths(1000), vault.rootToken)).status).toBe(400);
  });
});
