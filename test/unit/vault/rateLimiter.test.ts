import { describe, expect, it } from 'vitest';
import { RateLimiter } from '../../../server/src/vault/pace/rateLimiter.ts';
import type { Rate } from '../../../server/src/vault/pace/rateLimiter.ts';
import { ManualTimer } from '../../support/manualTimer.ts';

const never = new AbortController().signal;

function limiter(rate: Rate) {
  const timer = new ManualTimer();
  let now = 0;
  const left: string[] = [];
  const own = new RateLimiter(rate, { now: () => now, timer });
  return {
    own,
    left,
    ask: (name: string, signal = never, isUrgent = false) => {
      const turn = own.turn(signal, isUrgent).then(() => void left.push(name));
      turn.catch(() => undefined);
      return turn;
    },
    pass: async (milliseconds: number) => {
      for (let step = 0; step < milliseconds; step += 10) {
        now += 10;
        timer.advance(10);
        await Promise.resolve();
      }
      await new Promise((resolve) => setImmediate(resolve));
      return left.length;
    },
  };
}

describe('RateLimiter', () => {
  it('lets a burst leave at once, then so many a second, in order', async () => {
    const { ask, pass, left } = limiter({ limit: 10, burst: 5 });
    for (let index = 0; index < 20; index += 1) void ask(String(index));
    expect(await pass(0)).toBe(5);
    expect(await pass(500)).toBeGreaterThanOrEqual(9);
    expect(left.length).toBeLessThanOrEqual(10);
    expect(await pass(1_200)).toBe(20);
    expect(left).toEqual([...left].sort((one, two) => Number(one) - Number(two)));
  });

  it('lets what is urgent go first', async () => {
    const { ask, pass, left } = limiter({ limit: 10, burst: 1 });
    void ask('first');
    for (let index = 0; index < 5; index += 1) void ask('check');
    void ask('write', never, true);
    await pass(150);
    expect(left).toEqual(['first', 'write']);
  });

  it('gives nobody a turn who has gone, and tells him at once', async () => {
    const { ask, pass, left } = limiter({ limit: 10, burst: 1 });
    void ask('first');
    const controller = new AbortController();
    const gone = ask('gone', controller.signal);
    void ask('second');
    controller.abort(new Error('enough'));
    await expect(gone).rejects.toThrow('enough');
    await pass(150);
    expect(left).toEqual(['first', 'second']);
    await expect(ask('late', controller.signal)).rejects.toThrow('enough');
  });

  it('leaves a server alone that asks for it, and comes back at half the rate', async () => {
    const { own, ask, pass } = limiter({ limit: 10, burst: 10 });
    own.slowDown(1_000);
    // Refused together: one wish.
    own.slowDown(1_000);
    for (let index = 0; index < 20; index += 1) void ask(String(index));
    expect(await pass(1_000)).toBe(0);
    const after = await pass(1_000);
    expect(after).toBeGreaterThanOrEqual(4);
    expect(after).toBeLessThanOrEqual(5);
  });

  it('grows to its rate again with the answers, and not beyond', async () => {
    const { own, ask, pass, left } = limiter({ limit: 10, burst: 1 });
    own.slowDown(0);
    for (let index = 0; index < 100; index += 1) own.served();
    for (let index = 0; index < 30; index += 1) void ask(String(index));
    await pass(1_000);
    expect(left.length).toBeGreaterThanOrEqual(9);
    expect(left.length).toBeLessThanOrEqual(11);
  });

  it('never stands still, however often a server asks', async () => {
    const { own, ask, pass } = limiter({ limit: 10, burst: 1 });
    for (let index = 0; index < 20; index += 1) {
      own.slowDown(10);
      await pass(20);
    }
    void ask('one');
    expect(await pass(2_100)).toBe(1);
  });
});
