import { expect, test } from 'vitest';
import { OneAtATime } from '../../../server/src/workspaceMigration/runs/oneAtATime.ts';

const never = new AbortController().signal;

test('there is one at a time, and another once it is done, however it ended', async () => {
  const work = new OneAtATime();
  let end = (): void => undefined;
  const first = work.run(
    never,
    () => new Promise<string>((_, reject) => (end = () => reject(new Error('x')))),
  );
  expect(await work.run(never, () => Promise.resolve('second'))).toBeUndefined();
  end();
  await expect(first).rejects.toThrow('x');
  expect(await work.run(never, () => Promise.resolve('third'))).toBe('third');
});

test('it is stopped from outside, and by who asked for it', async () => {
  const work = new OneAtATime();
  const aborted = (signal: AbortSignal): Promise<string> =>
    new Promise((resolve) => signal.addEventListener('abort', () => resolve('aborted')));
  const first = work.run(never, aborted);
  work.stop();
  expect(await first).toBe('aborted');
  const controller = new AbortController();
  const second = work.run(controller.signal, aborted);
  controller.abort();
  expect(await second).toBe('aborted');
});
