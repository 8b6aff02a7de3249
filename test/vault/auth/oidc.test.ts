import type { SecretInput } from '../../../server/src/cli/context.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BrowserAnswer, BrowserPage, SignInResult } from '../../../server/src/protocol.ts';
import type { OpenBrowser } from '../../../server/src/runtime.ts';
import { createCanary, expectNoLeak } from '../../support/canary.ts';
import { freePortPair } from '../../support/freePort.ts';
import { httpCall } from '../../support/httpCall.ts';
import type { IdentityProvider } from '../../support/identityProvider.ts';
import { startIdentityProvider } from '../../support/identityProvider.ts';
import { folderWith, run } from '../../unit/cli/capturedContext.ts';
import { describeSignIn } from './authWorld.ts';

type Page = Omit<BrowserPage, 'origin'>;

const givenUp: BrowserAnswer = { kind: 'given-up' };
/** Waits as a person does who does nothing more in the editor. */
const untilEnd = (signal: AbortSignal): Promise<BrowserAnswer> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(givenUp), { once: true }));

await describeSignIn('OIDC', (world) => {
  let provider: IdentityProvider;
  let mount: string;
  let port: number;
  beforeAll(async () => {
    provider = await startIdentityProvider();
    mount = await world().enable('oidc');
    port = await freePortPair();
    const { admin } = world();
    await admin.expectOk('POST', `auth/${mount}/config`, {
      oidc_discovery_url: provider.address,
      oidc_client_id: provider.clientId,
      oidc_client_secret: provider.clientSecret,
      default_role: 'people',
    });
    // Servers do not compare the port of a callback to the person's own machine (RFC 8252).
    for (const [role, path] of [
      ['people', 'oidc/callback'],
      ['browsers', 'ui/callback'],
    ] as const)
      await admin.expectOk('POST', `auth/${mount}/role/${role}`, {
        role_type: 'oidc',
        user_claim: 'sub',
        allowed_redirect_uris: [`http://localhost:${port}/${path}`],
      });
  });
  afterAll(async () => provider.close());

  const signIn = (openBrowser: OpenBrowser | undefined, more: object = {}): Promise<SignInResult> =>
    world()
      .connection()
      .signIn(
        { method: 'oidc', ...world().place, mount, port, ...more },
        openBrowser === undefined ? {} : { openBrowser },
      );

  /** Where the provider sends the browser: the person is signed in there at once. */
  async function visit({ url }: Page): Promise<string> {
    const page = new URL(url);
    const answer = await httpCall({ method: 'GET', origin: page.origin, path: page.pathname + page.search });
    return answer.headers.location ?? '';
  }
  async function comeBack(location: string): Promise<number> {
    const { host, pathname, search } = new URL(location);
    const origin = `http://127.0.0.1:${port}`;
    return (await httpCall({ method: 'GET', origin, path: pathname + search, headers: { host } })).status;
  }
  const followed: OpenBrowser = async (page, signal) => {
    await comeBack(await visit(page));
    return untilEnd(signal);
  };

  test('signs in with the browser that comes back, and tells the client to wait no longer', async () => {
    let isEnded = false;
    const result = await signIn((page, signal) => {
      signal.addEventListener('abort', () => (isEnded = true));
      return followed(page, signal);
    });
    expect(result).toMatchObject({ ok: true, issuedToken: expect.stringMatching(/^\S+$/) as string });
    expect(isEnded).toBe(true);
  });

  test('signs in with the address that is pasted, under a named role too', async () => {
    const pasted: OpenBrowser = async (page) => ({ kind: 'pasted', address: ` ${await visit(page)} ` });
    expect(await signIn(pasted, { role: 'people' })).toMatchObject({ ok: true });
  });

  test('sends no code that somebody else brings, and takes the real one after it', async () => {
    const before = provider.exchanged().length;
    const result = await signIn(async (page, signal) => {
      const location = new URL(await visit(page));
      for (const state of ['st_forged', '', `${location.searchParams.get('state') ?? ''}x`])
        expect(await comeBack(`${location.origin}/oidc/callback?code=forged&state=${state}`)).toBe(400);
      expect(await comeBack(location.href)).toBe(200);
      return untilEnd(signal);
    });
    expect(result).toMatchObject({ ok: true });
    expect(provider.exchanged().slice(before)).toHaveLength(1);
    expect(provider.exchanged()).not.toContain('forged');
  });

  test('an answer of an earlier sign-in signs nobody in', async () => {
    let earlier = '';
    await signIn(async (page, signal) => {
      earlier = await visit(page);
      await comeBack(earlier);
      return untilEnd(signal);
    });
    const result = await signIn(async (page) => {
      expect(await comeBack(earlier)).toBe(400);
      await visit(page);
      return { kind: 'pasted', address: earlier };
    });
    expect(result).toMatchObject({ ok: false, kind: 'not-signed-in' });
    // The port is free again at once.
    expect(await signIn(followed)).toMatchObject({ ok: true });
  });

  test('a code and state that were seen on their way are worth nothing to another', async () => {
    const { admin } = world();
    let seen = '';
    await signIn(async (page) => {
      seen = await visit(page);
      return givenUp;
    });
    const { search } = new URL(seen);
    const thief = await admin.call('GET', `auth/${mount}/oidc/callback${search}`, { token: '' });
    expect(thief.status).toBeGreaterThanOrEqual(400);
  });

  test('another nonce than that of the sign-in is refused by the server', async () => {
    provider.claim({ nonce: 'n_made-up' });
    const result = await signIn(followed);
    provider.claim({});
    expect(result).toMatchObject({ ok: false, kind: 'denied' });
  });

  describe('vault-refs login oidc', () => {
    const secrets: SecretInput = {
      prompt: () => Promise.resolve(undefined),
      line: () => Promise.resolve(undefined),
    };
    /** Runs the command line; `onPage` gets the address that is shown. */
    async function login(onPage: (url: string) => void, input: Partial<SecretInput>, ...more: string[]) {
      const folder = folderWith({});
      let stderr = '';
      const write = (text: string): void => {
        stderr += text;
        const [url] = /^https?:\S+$/m.exec(text) ?? [];
        if (url !== undefined) onPage(url);
      };
      const args = ['login', 'oidc', world().vault.address, '--ca-file', world().caFile];
      const result = await run(
        [...args, '--mount', mount, '--port', String(port), '--print', ...more],
        folder,
        {
          stderr: { write },
          secrets: { ...secrets, ...input },
          openVault: () => world().connection(),
        },
      );
      return { ...result, stderr };
    }

    test('shows the page, and takes the browser that comes back', async () => {
      const result = await login(
        (url) => void visit({ url, callback: '' }).then(comeBack),
        {},
        '--role',
        'people',
      );
      expect(result).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\S+\n$/) as string });
    });

    test('takes what is pasted where there is a terminal, and stops asking once the browser is back', async () => {
      let location: Promise<string> | undefined;
      const paste = { canPrompt: () => true, prompt: async () => location };
      const pasted = await login((url) => void (location = visit({ url, callback: '' })), paste);
      expect(pasted.code).toBe(0);
      let isEnded = false;
      const prompt = (_question: string, signal?: AbortSignal): Promise<undefined> =>
        new Promise((resolve) =>
          signal?.addEventListener('abort', () => {
            isEnded = true;
            resolve(undefined);
          }),
        );
      const back = await login((url) => void visit({ url, callback: '' }).then(comeBack), {
        canPrompt: () => true,
        prompt,
      });
      expect(back.code).toBe(0);
      expect(isEnded).toBe(true);
    });

    test('gives up with the person', async () => {
      const result = await login(() => undefined, { canPrompt: () => true });
      expect(result).toMatchObject({ code: 3, stdout: '' });
      expect(result.stderr).toContain('Not signed in: The sign-in was given up.');
    });

    test.each([['--port', 'x'], ['--port', '0'], ['more']])('%s %s is wrong usage', async (...more) => {
      expect((await login(() => undefined, {}, ...more)).code).toBe(2);
    });
  });

  describe('nobody is signed in when', () => {
    test('the person gives up', async () => {
      const result = await signIn(() => Promise.resolve(givenUp));
      expect(result).toMatchObject({ ok: false, kind: 'not-signed-in' });
    });

    test('the provider refuses, whose text is not told', async () => {
      provider.refuse(true);
      const result = await signIn(followed);
      provider.refuse(false);
      expect(result).toMatchObject({
        ok: false,
        kind: 'denied',
        message: 'The identity provider refused the sign-in.',
      });
    });

    test('something else is pasted, of which nothing is told', async () => {
      const canary = createCanary();
      const result = await signIn(() =>
        Promise.resolve({ kind: 'pasted', address: `http://localhost/${canary.secret}` }),
      );
      expect(result).toMatchObject({ ok: false, kind: 'not-signed-in' });
      expectNoLeak(canary, result);
    });

    test('there is no browser', async () => {
      expect(await signIn(undefined)).toMatchObject({ ok: false, kind: 'not-signed-in' });
    });

    test.each([
      ['the role', { role: 'nobody' }],
      ['the callback', { role: 'browsers' }],
      ['the mount', { mount: 'not-there' }],
    ])('the server does not know %s; nothing is opened', async (_what, more) => {
      let isOpened = false;
      const result = await signIn(() => {
        isOpened = true;
        return Promise.resolve(givenUp);
      }, more);
      expect(result).toMatchObject({ ok: false, kind: 'denied' });
      expect(isOpened).toBe(false);
    });

    test.each([0, 65_536, 1.5])('the port is %s; nothing is sent', async (bad) => {
      await world().vault.clearRequests();
      expect(await signIn(followed, { port: bad })).toMatchObject({ ok: false, kind: 'not-signed-in' });
      expect(await world().vault.requests()).toEqual([]);
    });
  });
});
