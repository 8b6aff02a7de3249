import type { RequestListener, Server } from 'node:http';
import { createServer } from 'node:http';
import { StoreError } from '../../languageService/storeError.ts';
import type { CallbackAnswer, CallbackPlace } from './callback.ts';
import { readCallback } from './callback.ts';
import { showPage } from './callbackPage.ts';

/** Waits for the browser. */
export interface CallbackListener {
  /** The first answer that is of this sign-in; what else comes is turned away and changes nothing. */
  readonly answer: Promise<CallbackAnswer>;
  close(): void;
}

/** Both are `localhost`: whoever had the other one would be sent the code. */
const hosts = ['127.0.0.1', '::1'] as const;

/** A request line with headers is a few kilobytes. */
const limits = { maxHeaderSize: 32 * 1024, headersTimeout: 5_000, requestTimeout: 5_000 };

/**
 * Listens at the place for the browser, on this machine alone.
 * @throws StoreError `not-signed-in` when the port is taken.
 */
export async function listenForCallback(place: CallbackPlace, state: string): Promise<CallbackListener> {
  let deliver: (answer: CallbackAnswer) => void = () => undefined;
  const answer = new Promise<CallbackAnswer>((resolve) => (deliver = resolve));
  const servers: Server[] = [];
  const close = (): void => {
    for (const server of servers) {
      server.close();
      server.closeAllConnections();
    }
  };
  try {
    for (const host of hosts) servers.push(...(await listen(host, place, answering(place, state, deliver))));
  } catch {
    close();
    throw portTaken(place);
  }
  return { answer, close };
}

function answering(
  place: CallbackPlace,
  state: string,
  deliver: (answer: CallbackAnswer) => void,
): RequestListener {
  let isUsed = false;
  return (request, response) => {
    const answer =
      request.method === 'GET' && isOwnHost(request.headers.host, place)
        ? readCallback(request.url ?? '', place, state)
        : undefined;
    if (!answer || isUsed) {
      showPage(response, 'foreign');
      return;
    }
    isUsed = true;
    // Once the page is there: the listener is closed with what is open.
    response.once('close', () => deliver(answer));
    showPage(response, 'done');
  };
}

/** A page of another site can have its own name lead to this machine. */
function isOwnHost(host: string | undefined, { port }: CallbackPlace): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].some((name) => host === `${name}:${port}`);
}

/** No server where the machine has no such address. */
function listen(
  host: string,
  { port }: CallbackPlace,
  listener: RequestListener,
): Promise<readonly Server[]> {
  return new Promise((resolve, reject) => {
    const server = createServer(limits, listener);
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (host === '::1' && (error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT')) resolve([]);
      else reject(error);
    });
    server.listen({ host, port, exclusive: true }, () => resolve([server]));
  });
}

function portTaken({ port }: CallbackPlace): StoreError {
  return new StoreError(
    'not-signed-in',
    `The browser cannot come back: another program uses port ${port} of this machine. Another sign-in may be waiting.`,
  );
}
