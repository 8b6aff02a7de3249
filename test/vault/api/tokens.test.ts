import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { HttpAnswer } from '../../support/httpCall.ts';
import { describeEachVault } from '../../support/vaultSuite.ts';
import { dataOf, errorsOf } from './answers.ts';

await describeEachVault('Tokens', (suite) => {
  const lookup = (token: string): Promise<HttpAnswer> =>
    suite().admin.call('GET', 'auth/token/lookup-self', { token });
  const renew = (token: string, body: object = {}): Promise<HttpAnswer> =>
    suite().admin.call('POST', 'auth/token/renew-self', { token, body });
  const leaseOf = (answer: HttpAnswer): unknown =>
    (answer.json as { auth: { lease_duration: number } }).auth.lease_duration;

  it('tell about themselves', async () => {
    const policy = await suite().admin.writePolicy('path "a" { capabilities = ["read"] }');
    const token = await suite().admin.createToken({ policies: [policy], ttl: '1h' });
    const facts = dataOf(await lookup(token));
    expect(facts).toMatchObject({
      id: token,
      policies: ['default', policy],
      creation_ttl: 3600,
      renewable: true,
      orphan: true,
      type: 'service',
      path: 'auth/token/create',
    });
    expect(facts['ttl']).toBeGreaterThan(3590);
    expect(facts['ttl']).toBeLessThanOrEqual(3600);
    expect(dataOf(await lookup(suite().vault.rootToken))).toMatchObject({
      policies: ['root'],
      ttl: 0,
      expire_time: null,
    });
  });

  it('without the default policy may not even look at themselves', async () => {
    const { admin } = suite();
    const token = await admin.tokenWithPolicy('path "a" { capabilities = ["read"] }', {
      noDefaultPolicy: true,
    });
    for (const [method, path] of [
      ['GET', 'auth/token/lookup-self'],
      ['POST', 'auth/token/renew-self'],
      ['POST', 'auth/token/revoke-self'],
      ['POST', 'sys/capabilities-self'],
    ] as const) {
      const answer = await admin.call(method, path, {
        token,
        ...(method === 'POST' && { body: { paths: ['a'] } }),
      });
      expect([path, answer.status, errorsOf(answer)]).toEqual([
        path,
        403,
        expect.stringContaining('permission denied'),
      ]);
    }
  });

  it('that nobody made are refused everywhere', async () => {
    const { admin, mount } = suite();
    for (const token of ['made-up', '']) {
      for (const path of [`${mount}/data/a`, 'auth/token/lookup-self', 'sys/mounts', 'no-such-mount/x']) {
        const answer = await admin.call('GET', path, { token });
        expect([token, path, answer.status]).toEqual([token, path, 403]);
      }
    }
  });

  it('are renewed for what they were made for, or for what is asked', async () => {
    const token = await suite().admin.createToken({ policies: ['default'], ttl: '1h' });
    expect(leaseOf(await renew(token))).toBe(3600);
    expect(leaseOf(await renew(token, { increment: '2h' }))).toBe(7200);
    expect(leaseOf(await renew(token, { increment: 60 }))).toBe(60);
  });

  it('cannot all be renewed', async () => {
    const fixed = await suite().admin.createToken({ policies: ['default'], ttl: '1h', renewable: false });
    expect(dataOf(await lookup(fixed))['renewable']).toBe(false);
    expect((await renew(fixed)).status).toBe(400);
    expect((await renew(suite().vault.rootToken)).status).toBe(400);
  });

  it('die when their time comes', async () => {
    const token = await suite().admin.createToken({ policies: ['default'], ttl: '1s' });
    expect((await lookup(token)).status).toBe(200);
    await delay(1300);
    expect((await lookup(token)).status).toBe(403);
    expect((await suite().admin.call('GET', 'sys/internal/ui/mounts', { token })).status).toBe(403);
  });

  it('die when they revoke themselves', async () => {
    const { admin } = suite();
    const token = await admin.createToken({ policies: ['default'] });
    expect((await admin.call('POST', 'auth/token/revoke-self', { token })).status).toBe(204);
    expect((await lookup(token)).status).toBe(403);
    expect((await admin.call('POST', 'auth/token/revoke-self', { token })).status).toBe(403);
  });

  it('work as a bearer too', async () => {
    const { admin, vault } = suite();
    const headers = { authorization: `Bearer ${vault.rootToken}` };
    expect((await admin.call('GET', 'auth/token/lookup-self', { token: '', headers })).status).toBe(200);
  });
});
