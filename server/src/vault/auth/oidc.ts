import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import { abortable } from '../../abortable.ts';
import { StoreError } from '../../languageService/storeError.ts';
import type { BrowserAnswer, ConnectionOptions, OidcSignIn } from '../../protocol.ts';
import { isPlainHttpToNetwork, originOf } from '../address.ts';
import { shaped } from '../responses.ts';
import { successful } from '../vaultApi.ts';
import type { CallbackAnswer, CallbackPlace } from './callback.ts';
import { callbackAt, readCallback } from './callback.ts';
import { listenForCallback } from './callbackListener.ts';
import { authPath, tokenIn } from './login.ts';
import type { Login, SignInMethod, SignInToken } from './signInMethod.ts';

const DEFAULT_PORT = 8250;

/** What the person has for the page of the provider. */
const PATIENCE_MS = 2 * 60_000;

/** Longer addresses are not opened by every browser. */
const MAX_ADDRESS = 16_384;

const authUrlShape = v.object({ data: v.object({ auth_url: v.string() }) });

/**
 * An identity provider's page in the browser, which comes back to a port of this machine.
 * `waitMs` is what the person has for that. @throws StoreError for a wrong address, mount or port.
 */
export function oidc(params: ConnectionOptions & OidcSignIn, waitMs = PATIENCE_MS): SignInMethod {
  const { port = DEFAULT_PORT, role, mount } = params;
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new StoreError('not-signed-in', 'The port of the callback must be a number up to 65535.');
  const path = authPath(mount, 'oidc');
  return {
    origin: originOf(params.address),
    options: params,
    token: (login) => signInWithBrowser(login, path, role, { ...callbackAt(port), waitMs }),
  };
}

interface PatientPlace extends CallbackPlace {
  readonly waitMs: number;
}

async function signInWithBrowser(
  login: Login,
  path: string,
  role: string | undefined,
  place: PatientPlace,
): Promise<SignInToken> {
  // Known to Vault and to this process: a code is worth nothing to one who only saw it.
  const nonce = randomBytes(24).toString('hex');
  const url = await providerPage(login, path, role, place, nonce);
  const state = url.searchParams.get('state') ?? '';
  const code = codeOf(await askBrowser(login, url, state, place));
  const query = new URLSearchParams({ state, code, client_nonce: nonce }).toString();
  const answer = await login.api().get(`${path}/oidc/callback?${query}`, login.signal, 'never');
  return tokenIn(login, answer, 'The server does not accept this identity for the role.');
}

/** The page that Vault names. @throws StoreError `denied` where Vault names none. */
async function providerPage(
  login: Login,
  path: string,
  role: string | undefined,
  { address }: CallbackPlace,
  nonce: string,
): Promise<URL> {
  const body = { role: role ?? '', redirect_uri: address, client_nonce: nonce };
  const answer = await login.api().post(`${path}/oidc/auth_url`, body, login.signal, 'never');
  if ([400, 403, 404].includes(answer.status)) throw noPage(address);
  const { auth_url: text } = shaped(authUrlShape, successful(answer).body).data;
  // An empty one is how Vault says that it does not know the role or the callback.
  if (text === '') throw noPage(address);
  return usablePage(text, address);
}

function noPage(callback: string): StoreError {
  return new StoreError(
    'denied',
    `The server has no such sign-in or role, or the role does not allow the callback ${callback}.`,
  );
}

/**
 * A page that a browser may be sent to: encrypted or of this machine, with a state and a nonce that tie the answer to
 * this sign-in, and back to this process alone.
 */
function usablePage(text: string, callback: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isUsable =
    url !== undefined &&
    text.length <= MAX_ADDRESS &&
    (url.protocol === 'https:' || (url.protocol === 'http:' && !isPlainHttpToNetwork(url.origin))) &&
    url.username === '' &&
    url.password === '' &&
    url.searchParams.get('redirect_uri') === callback &&
    ['state', 'nonce'].every((name) => (url.searchParams.get(name) ?? '') !== '');
  if (!isUsable)
    throw new StoreError('bad-response', 'The server names a page for the sign-in that is not safe to open.');
  return url;
}

/** Whichever comes first: the browser, an address that the person pastes, or the end of the person's time. */
async function askBrowser(
  { openBrowser, signal }: Login,
  url: URL,
  state: string,
  place: PatientPlace,
): Promise<CallbackAnswer> {
  const listener = await listenForCallback(place, state);
  const done = new AbortController();
  const waiting = AbortSignal.any([signal, AbortSignal.timeout(place.waitMs), done.signal]);
  try {
    const byPerson = openBrowser({ url: url.href, callback: place.address }, waiting).then((answer) =>
      pasted(answer, place, state),
    );
    return await abortable(Promise.race([listener.answer, byPerson]), waiting);
  } catch (error) {
    if (error instanceof StoreError) throw error;
    throw new StoreError('not-signed-in', 'Nobody signed in in the browser in time.');
  } finally {
    done.abort();
    listener.close();
  }
}

function pasted(answer: BrowserAnswer, place: CallbackPlace, state: string): CallbackAnswer {
  if (answer.kind === 'given-up') throw new StoreError('not-signed-in', 'The sign-in was given up.');
  const read = readCallback(answer.address.trim(), place, state);
  if (read) return read;
  throw new StoreError('not-signed-in', 'What was pasted is not the address that this sign-in ends at.');
}

function codeOf(answer: CallbackAnswer): string {
  if (answer.kind === 'code') return answer.code;
  throw new StoreError('denied', 'The identity provider refused the sign-in.');
}
