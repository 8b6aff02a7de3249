import fc from 'fast-check';
import { expect, test } from 'vitest';
import { steadyClock } from '../../../server/src/vault/steadyClock.ts';

test('goes as the clock it reads, and on from where that was set back', () => {
  let now = 1_000;
  const steady = steadyClock(() => now);
  const seen = [1_000, 1_500, 400, 450, 1_400, 2_500].map((value) => {
    now = value;
    return steady();
  });
  expect(seen).toEqual([1_000, 1_500, 1_500, 1_550, 2_500, 3_600]);
});

test('never goes back, and passes every step forward on', () => {
  const steps = fc.array(fc.integer({ min: -100_000, max: 100_000 }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(steps, (all) => {
      let now = 0;
      const steady = steadyClock(() => now);
      let last = steady();
      for (const step of all) {
        now += step;
        const next = steady();
        expect(next - last).toBe(Math.max(0, step));
        last = next;
      }
    }),
  );
});
