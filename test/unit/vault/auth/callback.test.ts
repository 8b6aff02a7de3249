import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { callbackAt, readCallback } from '../../../../server/src/vault/auth/callback.ts';
import type { CallbackListener } from '../../../../server/src/vault/auth/callbackListener.ts';
import { listenForCallback } from '../../../../server/src/vault/auth/callbackListener.ts';
import { freePortPair } from '../../../support/freePort.ts';
import { httpCall } from '../../../support/httpCall.ts';
import { listenTcp } from '../../../support/loopbackHttp.ts';

const state = 'st_made-up';
const place = callbackAt(8250);

describe('an address that a browser came to', () => {
  test.each([
    [`http://localhost:8250/oidc/callback?code=c1&state=${state}`, { kind: 'code', code: 'c1' }],
    [`/oidc/callback?state=${state}&code=c%2B1`, { kind: 'code', code: 'c+1' }],
    // Where the editor forwards the port under another number.
    [`https://forwarded.example/oidc/callback?code=c1&state=${state}`, { kind: 'code', code: 'c1' }],
    [`/oidc/callback?state=${state}&error=access_denied&error_description=<b>`, { kind: 'refused' }],
  ])('%s', (address, answer) => {
    expect(readCallback(address, place, state)).toEqual(answer);
  });

  test.each([
    ['another state', '/oidc/callback?code=c1&state=st_other'],
    ['no state', '/oidc/callback?code=c1'],
    ['an empty state', '/oidc/callback?code=c1&state='],
    ['two states', `/oidc/callback?code=c1&state=${state}&state=st_other`],
    ['two codes', `/oidc/callback?code=c1&code=c2&state=${state}`],
    ['no code', `/oidc/callback?state=${state}`],
    ['an empty code', `/oidc/callback?code=&state=${state}`],
    ['a huge code', `/oidc/callback?code=${'c'.repeat(8_193)}&state=${state}`],
    ['a refusal of another', '/oidc/callback?error=access_denied&state=st_other'],
    ['another path', `/oidc/callback/?code=c1&state=${state}`],
    ['no address', 'http://[::bad'],
  ])('%s is not of this sign-in', (_what, address) => {
    expect(readCallback(address, place, state)).toBeUndefined();
  });

  test('no other state is ever taken', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (other, code) => {
        fc.pre(other !== state);
        const query = new URLSearchParams({ state: other, code });
        expect(readCallback(`/oidc/callback?${query.toString()}`, place, state)).toBeUndefined();
      }),
    );
  });
});

describe('the listener', () => {
  const open: CallbackListener[] = [];
  afterEach(() => {
    for (const listener of open.splice(0)) listener.close();
  });

  async function listen(): Promise<{ listener: CallbackListener; port: number }> {
    const port = await freePortPair();
    const listener = await listenForCallback(callbackAt(port), state);
    open.push(listener);
    return { listener, port };
  }
  const ask = (port: number, path: string, headers: Record<string, string> = {}, method = 'GET') =>
    httpCall({
      method,
      origin: `http://127.0.0.1:${port}`,
      path,
      headers: { host: `localhost:${port}`, ...headers },
    });

  test('turns away what is not of the sign-in, then takes the first answer that is, once', async () => {
    const { listener, port } = await listen();
    const good = `/oidc/callback?code=c1&state=${state}`;
    const foreign = [
      await ask(port, '/oidc/callback?code=stolen&state=st_other'),
      await ask(port, '/'),
      await ask(port, good, { host: `rebound.example:${port}` }),
      await ask(port, good, {}, 'POST'),
    ];
    expect(foreign.map(({ status }) => status)).toEqual([400, 400, 400, 400]);
    const first = await ask(port, good);
    expect(first.status).toBe(200);
    expect(await listener.answer).toEqual({ kind: 'code', code: 'c1' });
    expect((await ask(port, `/oidc/callback?code=c2&state=${state}`)).status).toBe(400);
    expect(await listener.answer).toEqual({ kind: 'code', code: 'c1' });
  });

  test('shows nothing of a request, and lets the page load and run nothing', async () => {
    const { port } = await listen();
    const query = `state=${state}&error=<script>alert(1)</script>&error_description=made-up-text`;
    const answer = await ask(port, `/oidc/callback?${encodeURI(query)}`);
    expect(answer.text).not.toMatch(/script|made-up/);
    expect(answer.headers).toMatchObject({
      'content-security-policy': expect.stringContaining("default-src 'none'") as string,
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
  });

  test('says that the port is taken, on either address of localhost, and leaves nothing open', async () => {
    const port = await freePortPair();
    const other = await listenTcp(() => undefined, port);
    await expect(listenForCallback(callbackAt(port), state)).rejects.toMatchObject({ kind: 'not-signed-in' });
    await other.close();
    const listener = await listenForCallback(callbackAt(port), state);
    await expect(listenForCallback(callbackAt(port), state)).rejects.toMatchObject({ kind: 'not-signed-in' });
    listener.close();
    const again = await listenForCallback(callbackAt(port), state);
    again.close();
  });

  test('is gone once it is closed, also for connections that are open', async () => {
    const { listener, port } = await listen();
    listener.close();
    await expect(ask(port, '/')).rejects.toThrow();
  });
});
