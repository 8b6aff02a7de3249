import { expect, it } from 'vitest';
import type { HttpAnswer } from '../../support/httpCall.ts';
import { describeEachVault } from '../../support/vaultSuite.ts';
import { dataOf, errorsOf } from './answers.ts';

await describeEachVault('Policies', (suite) => {
  const write = (name: string, policy: unknown): Promise<HttpAnswer> =>
    suite().admin.call('PUT', `sys/policies/acl/${name}`, { body: { policy } });

  it('are written, shown, listed and removed', async () => {
    const { admin } = suite();
    const text = '# a comment\npath "a/*" {\n  capabilities = ["read", "list",] // more\n}\n/* and\nmore */';
    const name = await admin.writePolicy(text);
    expect(dataOf(await admin.call('GET', `sys/policies/acl/${name}`))).toMatchObject({ name, policy: text });
    expect(dataOf(await admin.call('LIST', 'sys/policies/acl'))['keys']).toEqual(
      expect.arrayContaining(['default', 'root', name]),
    );
    expect((await admin.call('DELETE', `sys/policies/acl/${name}`)).status).toBe(204);
    expect((await admin.call('GET', `sys/policies/acl/${name}`)).status).toBe(404);
    expect((await admin.call('DELETE', `sys/policies/acl/${name}`)).status).toBe(204);
  });

  it.each([
    ['path "x" { capabilities = ["fly"] }', 'invalid capability "fly"'],
    ['path "x" { capabilities = ["READ"] }', 'invalid capability "READ"'],
    ['path "x" {', 'expected closing RBRACE'],
    ['path "x" { nope = 1 }', 'invalid key "nope"'],
    ['rule "x" { }', 'invalid key "rule"'],
    ['path "x/+*" { capabilities = ["read"] }', "'+*' is forbidden"],
    ['', 'not supplied or empty'],
  ])('refuse %s', async (text, reason) => {
    const answer = await write(suite().admin.uniqueName('bad'), text);
    expect([answer.status, errorsOf(answer)]).toEqual([400, expect.stringContaining(reason)]);
  });

  it('count from the next request on for tokens that have them', async () => {
    const { admin, mount } = suite();
    await admin.putSecret(mount, 'live', { a: '1' });
    const name = await admin.writePolicy('path "nothing" { capabilities = ["read"] }');
    const token = await admin.createToken({ policies: [name] });
    const status = async (): Promise<number> =>
      (await admin.call('GET', `${mount}/data/live`, { token })).status;
    expect(await status()).toBe(403);
    await admin.writePolicy(`path "${mount}/data/*" { capabilities = ["read"] }`, name);
    expect(await status()).toBe(200);
  });
});
