import { describe, expect, it } from 'vitest';
import type { Browser } from '../../../client/src/commands/browserSignIn.ts';
import { signInWithBrowser } from '../../../client/src/commands/browserSignIn.ts';
import type { BrowserPage } from '../../../server/src/protocol.ts';
import { vault } from './fakes/clientWorld.ts';
import type { Answer } from './fakes/scriptedDialogs.ts';
import { ScriptedDialogs } from './fakes/scriptedDialogs.ts';

const callback = 'http://localhost:8250/oidc/callback';
const page: BrowserPage = { origin: vault, url: 'https://id.example.com/authorize?state=st_1', callback };
const givenUp = { kind: 'given-up' };

class FakeBrowser implements Browser {
  readonly opened: string[] = [];
  reachable = true;
  opens = true;
  reaches(): Promise<boolean> {
    return Promise.resolve(this.reachable);
  }
  open(address: string): Promise<boolean> {
    this.opened.push(address);
    return Promise.resolve(this.opens);
  }
}

async function run(
  browser: FakeBrowser,
  answers: readonly Answer[],
  { asked = page, signal = AbortSignal.timeout(20) }: { asked?: BrowserPage; signal?: AbortSignal } = {},
) {
  const dialogs = new ScriptedDialogs(...answers);
  const answer = await signInWithBrowser(dialogs, browser, asked, signal);
  expect(dialogs.unused).toBe(0);
  return { answer, dialogs };
}

describe('signInWithBrowser', () => {
  it('shows both origins, opens the page as it is spelled and waits until the server has its answer', async () => {
    const browser = new FakeBrowser();
    const { answer, dialogs } = await run(browser, [{ confirm: true }]);
    expect(answer).toEqual(givenUp);
    expect(browser.opened).toEqual([page.url]);
    expect(dialogs.questions[0]?.detail).toContain(vault);
    expect(dialogs.questions[0]?.detail).toContain('https://id.example.com');
  });

  it('opens nothing without the agreement', async () => {
    const browser = new FakeBrowser();
    expect((await run(browser, [{ confirm: false }])).answer).toEqual(givenUp);
    expect(browser.opened).toEqual([]);
  });

  it.each([
    'http://id.example.com/authorize',
    'file:///etc/passwd',
    'command:workbench.action.quit',
    'vscode://file/etc/passwd',
    'https://ann:x@id.example.com/',
    'not an address',
  ])('asks nothing and opens nothing for %s', async (url) => {
    const browser = new FakeBrowser();
    expect((await run(browser, [], { asked: { ...page, url } })).answer).toEqual(givenUp);
    expect(browser.opened).toEqual([]);
  });

  it('gives up where the browser is not opened', async () => {
    const browser = new FakeBrowser();
    browser.opens = false;
    expect((await run(browser, [{ confirm: true }])).answer).toEqual(givenUp);
  });

  it('opens nothing when the sign-in has ended meanwhile', async () => {
    const browser = new FakeBrowser();
    expect((await run(browser, [{ confirm: true }], { signal: AbortSignal.abort() })).answer).toEqual(
      givenUp,
    );
    expect(browser.opened).toEqual([]);
  });

  it('takes the address that the browser ended at, hidden, where it cannot come back', async () => {
    const browser = new FakeBrowser();
    browser.reachable = false;
    const address = `${callback}?code=made-up&state=st_1`;
    const { answer, dialogs } = await run(browser, [{ confirm: true }, { type: ` ${address} ` }]);
    expect(answer).toEqual({ kind: 'pasted', address });
    expect(dialogs.inputs.map(({ password }) => password)).toEqual([true]);
  });

  it.each([{}, { type: 'https://elsewhere.example/?code=made-up' }])('gives up for %j', async (answer) => {
    const browser = new FakeBrowser();
    browser.reachable = false;
    expect((await run(browser, [{ confirm: true }, answer])).answer).toEqual(givenUp);
  });
});
