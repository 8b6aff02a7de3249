import { expect, it } from 'vitest';
import { FirstStart } from '../../../client/src/firstStart.ts';

it('starts once, when it is first asked to', async () => {
  let starts = 0;
  const start = new FirstStart(() => {
    starts += 1;
    return Promise.resolve();
  });
  expect(starts).toBe(0);
  await Promise.all([start.now(), start.now()]);
  await start.now();
  expect(starts).toBe(1);
});
