import { describe, expect, it } from 'vitest';
import { StoreError } from '../../../server/src/languageService/storeError.ts';
import type { Patience } from '../../../server/src/vault/pace/patientSender.ts';
import { defaultPatience, PatientSender } from '../../../server/src/vault/pace/patientSender.ts';
import type { Repeat } from '../../../server/src/vault/pace/repeating.ts';
import type { HttpAnswer, HttpCall } from '../../../server/src/vault/transport.ts';
import { processTimer } from '../../../server/src/processTimer.ts';

const quick: Patience = { ...defaultPatience, rate: { limit: 10_000, burst: 1_000 }, retryDelayMs: [1, 2] };
const answer = (status: number, errors: string[] = [], headers = {}): HttpAnswer => ({
  status,
  headers,
  body: errors.length === 0 ? {} : { errors },
});
const cut = new StoreError('unreachable', 'cut', undefined, undefined, true);
const refused = new StoreError('unreachable', 'refused');
const sealed = answer(503, ['Vault is sealed']);
const upgrading = answer(400, ['Waiting for the primary to upgrade from non-versioned to versioned data']);

/** Gives the outcomes one after the other, the last for ever, and counts. */
function sender(outcomes: readonly (HttpAnswer | StoreError | 'hang')[], patience: Partial<Patience> = {}) {
  let sent = 0;
  const own = new PatientSender(
    {
      send: ({ signal }: HttpCall) => {
        const outcome = outcomes[Math.min(sent++, outcomes.length - 1)]!;
        if (outcome === 'hang')
          return new Promise((_, reject) =>
            signal.addEventListener('abort', () => reject(signal.reason as Error)),
          );
        return outcome instanceof StoreError ? Promise.reject(outcome) : Promise.resolve(outcome);
      },
      close: () => undefined,
    },
    { ...quick, ...patience },
    { now: () => performance.now(), timer: processTimer },
  );
  const call = (repeat: Repeat, signal = new AbortController().signal): Promise<HttpAnswer> =>
    own.send({ method: 'GET', url: 'http://127.0.0.1/', headers: {}, body: undefined, repeat, signal });
  return { own, call, sent: () => sent };
}

describe('PatientSender', () => {
  it.each<[string, HttpAnswer | StoreError, Repeat, number]>([
    ['a replica that is behind', answer(412), 'safe', 2],
    ['a replica that is behind, writing', answer(412), 'not-done', 2],
    ['an engine that is upgraded', upgrading, 'not-done', 2],
    ['a server error', answer(500), 'safe', 2],
    ['a gateway', answer(502), 'safe', 2],
    ['a cut connection', cut, 'safe', 2],
    ['rate limiting', answer(429), 'safe', 2],
    ['rate limiting, writing', answer(429), 'not-done', 2],
    ['a server error, writing', answer(500), 'not-done', 1],
    ['a cut connection, writing', cut, 'not-done', 1],
    ['nobody there', refused, 'safe', 1],
    ['a sealed server', sealed, 'safe', 1],
    ['a server not initialised', answer(501), 'safe', 1],
    ['a value that is too large', answer(500, ['JSON string length exceeds limit']), 'safe', 1],
    ['a refusal', answer(403), 'safe', 1],
    ['another bad request', answer(400, ['bad']), 'safe', 1],
    ['a login that is cut', cut, 'never', 1],
    ['a login under rate limiting', answer(429), 'never', 1],
    ['an unwrapping with a server error', answer(500), 'never', 1],
  ])('%s', async (_, outcome, repeat, expected) => {
    const { call, sent } = sender([outcome, answer(200)]);
    const result = await call(repeat).catch((error: unknown) => error);
    expect(sent()).toBe(expected);
    expect(result).toMatchObject(expected === 2 ? { status: 200 } : outcome);
  });

  it('ends after so many tries, with the last answer', async () => {
    const { call, sent } = sender([answer(500)]);
    expect(await call('safe')).toMatchObject({ status: 500 });
    expect(sent()).toBe(3);
    const failing = sender([cut]);
    await expect(failing.call('safe')).rejects.toBe(cut);
    expect(failing.sent()).toBe(3);
  });

  it('does not wait for ever for a server that asks to slow down', async () => {
    const { call, sent } = sender([answer(429)]);
    expect(await call('safe')).toMatchObject({ status: 429 });
    expect(sent()).toBe(9);
  });

  it('tells a server that wants to be left alone for long as it is', async () => {
    const { call, sent } = sender([answer(429, [], { 'retry-after': '3600' })]);
    expect(await call('safe')).toMatchObject({ status: 429 });
    expect(sent()).toBe(1);
  });

  it('has one deadline for all tries', async () => {
    const { call, sent } = sender([cut, 'hang'], { totalTimeoutMs: 50 });
    await expect(call('safe')).rejects.toMatchObject({ kind: 'timeout' });
    expect(sent()).toBe(2);
  });

  it('does not let the time run while a call waits for its turn', async () => {
    const { call } = sender([answer(200)], { totalTimeoutMs: 60, rate: { limit: 10, burst: 1 } });
    await call('safe');
    expect(await call('safe')).toMatchObject({ status: 200 });
  });

  it.each(['in the queue', 'under way', 'between two tries'] as const)(
    'gives up at once %s',
    async (where) => {
      const outcome = where === 'under way' ? 'hang' : answer(500);
      const patience = where === 'in the queue' ? { rate: { limit: 0.01, burst: 1 } } : {};
      const { call } = sender([outcome], { ...patience, retryDelayMs: [60_000, 60_000] });
      if (where === 'in the queue') void call('not-done');
      const controller = new AbortController();
      const pending = call('safe', controller.signal);
      setTimeout(() => controller.abort(new Error('enough')), 10);
      const started = performance.now();
      await expect(pending).rejects.toThrow('enough');
      expect(performance.now() - started).toBeLessThan(1_000);
    },
  );

  it('sends nothing any more once it is closed', async () => {
    const { own, call, sent } = sender([answer(200)], { rate: { limit: 0.01, burst: 1 } });
    await call('safe');
    const waiting = call('safe');
    own.close();
    await expect(waiting).rejects.toMatchObject({ kind: 'not-signed-in' });
    await expect(call('safe')).rejects.toMatchObject({ kind: 'not-signed-in' });
    expect(sent()).toBe(1);
  });
});
