import type { BrowserAnswer, BrowserPage } from '../../../server/src/protocol.ts';
import { isPlainHttpToNetwork } from '../connection/address.ts';
import type { Dialogs } from '../dialogs/dialogs.ts';

/** PORT: the browser of the person, which may be on another machine than the server process. */
export interface Browser {
  /** Whether an address of the server's machine leads there from the person's, spelled as it is. */
  reaches(address: string): Promise<boolean>;
  /** False when the person or the system did not let it. */
  open(address: string): Promise<boolean>;
}

const givenUp: BrowserAnswer = { kind: 'given-up' };

/**
 * Opens the identity provider's page once the person has seen where it is. Waits until the server has what it needs
 * (`signal` aborts), the person gives up, or pastes the address that the browser ended at, where it cannot come back.
 */
export async function signInWithBrowser(
  dialogs: Dialogs,
  browser: Browser,
  page: BrowserPage,
  signal: AbortSignal,
): Promise<BrowserAnswer> {
  const provider = pageOrigin(page.url);
  if (provider === undefined || !(await agreeToPage(dialogs, page.origin, provider))) return givenUp;
  // Asked first: where the editor forwards ports, this makes it listen.
  const comesBack = await browser.reaches(page.callback);
  if (signal.aborted || !(await browser.open(page.url))) return givenUp;
  return comesBack ? waitFor(dialogs, signal) : askForAddress(dialogs, page.callback);
}

/** The origin of a page that may be opened: encrypted, or of this machine. The server looked already. */
function pageOrigin(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || url.username !== '' || url.password !== '') return undefined;
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && !isPlainHttpToNetwork(url.origin));
  return isSafe ? url.origin : undefined;
}

function agreeToPage(dialogs: Dialogs, vault: string, provider: string): Promise<boolean> {
  return dialogs.confirm({
    message: 'Sign in to Vault with the browser?',
    detail: `Vault at\n${vault}\nhas you sign in at\n${provider}`,
    agree: 'Open Browser',
  });
}

function waitFor(dialogs: Dialogs, signal: AbortSignal): Promise<BrowserAnswer> {
  return dialogs.withProgress(
    'Sign in to Vault in the browser',
    (cancelled) =>
      new Promise((resolve) => {
        const end = (): void => resolve(givenUp);
        const ended = AbortSignal.any([signal, cancelled]);
        if (ended.aborted) end();
        ended.addEventListener('abort', end, { once: true });
      }),
  );
}

/** Hidden like a password: the address holds a code. */
async function askForAddress(dialogs: Dialogs, callback: string): Promise<BrowserAnswer> {
  const address = await dialogs.ask({
    title: 'Sign in to Vault',
    prompt: `The browser ends at a page that cannot be shown. Paste its address, which begins with ${callback}`,
    password: true,
    problem: (text) =>
      text.trim().startsWith(`${callback}?`) ? undefined : `The address begins with ${callback}?`,
  });
  return address === undefined ? givenUp : { kind: 'pasted', address: address.trim() };
}
