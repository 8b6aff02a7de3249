import { expect, test } from 'vitest';
import { StoreError } from '../../../server/src/languageService/storeError.ts';
import { CachingStore } from '../../../server/src/vault/cachingStore.ts';
import { Redirects } from '../../../server/src/vault/redirects.ts';
import type { VaultApi } from '../../../server/src/vault/vaultApi.ts';
import { VaultSession } from '../../../server/src/vault/vaultSession.ts';
import { ManualTimer } from '../../support/manualTimer.ts';

const origin = 'http://127.0.0.1:1';

/** A session whose every question ends so. */
function sessionOf(failure: () => Error): { session: VaultSession; asked: () => number } {
  let asked = 0;
  const fail = (): Promise<never> => {
    asked += 1;
    return Promise.reject(failure());
  };
  const api: VaultApi = { get: fail, post: fail, patch: fail, delete: fail };
  const transport = { send: fail, close: () => undefined };
  const redirects = new Redirects(origin);
  const none = { recent: { calls: [] }, proxy: undefined };
  const session = new VaultSession({
    ...none,
    origin,
    namespace: '',
    api,
    transport,
    redirects,
    now: () => 0,
  });
  return { session, asked: () => asked };
}

test('a question about an outage that gets no turn in time is asked again later, and breaks nothing', async () => {
  const timer = new ManualTimer();
  const store = new CachingStore(() => 0, [], timer);
  let failure: Error = new StoreError('unreachable', 'The server cannot be reached.');
  const { session, asked } = sessionOf(() => failure);
  store.use(session);
  const place = { mount: 'secret', path: 'app/db' };
  expect((await store.describe(place, new AbortController().signal)).kind).toBe('unreachable');
  // As a signal of a question that waits behind hundreds of others.
  failure = new DOMException('The operation was aborted due to timeout', 'TimeoutError');
  const before = asked();
  for (let question = 1; question <= 3; question += 1) {
    timer.advance(60_000);
    await new Promise((resolve) => setImmediate(resolve));
    expect(asked()).toBe(before + question);
  }
  expect(store.connection).toMatchObject({ health: 'unreachable' });
});

test.each([
  ['of its mounts', 'denied', (store: CachingStore, signal: AbortSignal) => store.listMounts(signal)],
  ['of a folder', 'sealed', (store: CachingStore, signal: AbortSignal) => store.list('secret', '', signal)],
  [
    'of a path',
    'sealed',
    (store: CachingStore, signal: AbortSignal) => store.describe({ mount: 'secret', path: 'app/db' }, signal),
  ],
] as const)(
  'a late answer %s to an earlier session says nothing of the present one',
  async (_, kind, ask) => {
    const store = new CachingStore(() => 0, [], new ManualTimer());
    store.use(sessionOf(() => new StoreError(kind, 'Made up for a test.')).session);
    const late = ask(store, new AbortController().signal);
    store.use(sessionOf(() => new Error('nobody asks')).session);
    await late;
    expect(store.connection).toMatchObject({ kind: 'signed-in', health: 'ok' });
  },
);
