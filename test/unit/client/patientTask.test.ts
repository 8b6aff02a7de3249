import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { patiently } from '../../../client/src/dialogs/patientTask.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('does not show a task that ends or fails at once', async () => {
  const show = vi.fn((task: Promise<string>) => task);
  expect(await patiently(Promise.resolve('done'), show)).toBe('done');
  await expect(patiently(Promise.reject(new Error('no')), show)).rejects.toThrow('no');
  expect(show).not.toHaveBeenCalled();
  expect(vi.getTimerCount()).toBe(0);
});

it('shows a task that takes longer, and hands on how it ends', async () => {
  const show = vi.fn((task: Promise<string>) => task);
  const [good, bad] = [Promise.withResolvers<string>(), Promise.withResolvers<string>()];
  const answers = Promise.allSettled([patiently(good.promise, show), patiently(bad.promise, show)]);
  await vi.advanceTimersByTimeAsync(399);
  expect(show).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(show).toHaveBeenCalledTimes(2);
  good.resolve('done');
  bad.reject(new Error('no'));
  expect(await answers).toMatchObject([{ value: 'done' }, { reason: { message: 'no' } }]);
});
