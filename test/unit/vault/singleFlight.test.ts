import { expect, test } from 'vitest';
import { SingleFlight } from '../../../server/src/vault/singleFlight.ts';

const never = new AbortController().signal;

test('callers share one call', async () => {
  const flights = new SingleFlight<number>();
  let calls = 0;
  const run = () => Promise.resolve(++calls);
  expect(await Promise.all([flights.join('a', never, run), flights.join('a', never, run)])).toEqual([1, 1]);
  expect(await flights.join('a', never, run)).toBe(2);
});

test('the first caller leaving does not end the call of the second', async () => {
  const flights = new SingleFlight<string>();
  const first = new AbortController();
  let finish: ((answer: string) => void) | undefined;
  let inner: AbortSignal | undefined;
  const run = (signal: AbortSignal) => {
    inner = signal;
    return new Promise<string>((resolve) => {
      finish = resolve;
    });
  };
  const left = flights.join('a', first.signal, run);
  const right = flights.join('a', never, run);
  first.abort(new Error('gone'));
  await expect(left).rejects.toThrow('gone');
  expect(inner?.aborted).toBe(false);
  finish?.('answer');
  expect(await right).toBe('answer');
});

test('the call is aborted when nobody waits any more', async () => {
  const flights = new SingleFlight<string>();
  const caller = new AbortController();
  let inner: AbortSignal | undefined;
  const joined = flights.join('a', caller.signal, (signal) => {
    inner = signal;
    return new Promise<string>(() => undefined);
  });
  caller.abort(new Error('gone'));
  await expect(joined).rejects.toThrow('gone');
  expect(inner?.aborted).toBe(true);
});

test('a failure reaches every waiter and is not kept', async () => {
  const flights = new SingleFlight<string>();
  const fail = () => Promise.reject(new Error('no'));
  const both = await Promise.allSettled([flights.join('a', never, fail), flights.join('a', never, fail)]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await flights.join('a', never, () => Promise.resolve('yes'))).toBe('yes');
});
