import type { BrowserAnswer, BrowserPage } from '../../protocol.ts';
import { printable } from '../../printable.ts';
import type { CliContext } from '../context.ts';

/**
 * Shows the address of the page; no program is run. Where the browser is on another machine, it cannot come back, and
 * the address that it ends at can be pasted.
 */
export async function showPage(
  { url, callback }: Omit<BrowserPage, 'origin'>,
  { stderr, secrets }: CliContext,
  signal: AbortSignal,
): Promise<BrowserAnswer> {
  stderr.write(`Open this page in a browser and sign in:\n\n${printable(url)}\n\n`);
  const question = `Waiting for the browser. Where it cannot come back, paste the address that it ends at, ${callback}?...: `;
  if (secrets.canPrompt?.() !== true) return untilEnd(signal);
  const typed = await secrets.prompt(question, signal);
  return typed === undefined ? givenUp : { kind: 'pasted', address: typed };
}

const givenUp: BrowserAnswer = { kind: 'given-up' };

/** Without a terminal nobody pastes, and the browser is waited for. */
function untilEnd(signal: AbortSignal): Promise<BrowserAnswer> {
  return new Promise((resolve) => {
    const end = (): void => resolve(givenUp);
    if (signal.aborted) end();
    signal.addEventListener('abort', end, { once: true });
  });
}
