import { describe, expect, it } from 'vitest';
import type { Check } from '../../../client/src/dialogs/dialogs.ts';
import { LiveCheck } from '../../../client/src/dialogs/liveCheck.ts';

/** A check whose timer and answers the test lets go by hand. */
class Bench {
  readonly shown: Check<string>[] = [];
  readonly asked: { text: string; signal: AbortSignal; answer: (check: Check<string> | Error) => void }[] =
    [];
  readonly timers = new Set<() => void>();
  readonly live = new LiveCheck<string>({
    check: (text, signal) =>
      new Promise((resolve, reject) => {
        const answer = (check: Check<string> | Error): void =>
          check instanceof Error ? reject(check) : resolve(check);
        this.asked.push({ text, signal, answer });
      }),
    show: (check) => this.shown.push(check),
    startTimer: (callback) => {
      this.timers.add(callback);
      return () => this.timers.delete(callback);
    },
  });

  elapse(): void {
    const due = [...this.timers];
    this.timers.clear();
    for (const callback of due) callback();
  }

  async answer(index: number, check: Check<string> | Error): Promise<void> {
    this.asked[index]!.answer(check);
    await new Promise(setImmediate);
  }
}

const good = (value: string): Check<string> => ({ ok: true, value });

describe('LiveCheck', () => {
  it('asks only for the last text, after the pause', async () => {
    const bench = new Bench();
    for (const text of ['a', 'ab', 'abc']) bench.live.changed(text);
    expect(bench.asked).toEqual([]);
    bench.elapse();
    expect(bench.asked.map(({ text }) => text)).toEqual(['abc']);
    await bench.answer(0, good('abc'));
    expect(bench.shown).toEqual([good('abc')]);
  });

  it('aborts an older check and shows nothing of its late answer', async () => {
    const bench = new Bench();
    bench.live.changed('a');
    bench.elapse();
    bench.live.changed('ab');
    bench.elapse();
    expect(bench.asked[0]?.signal.aborted).toBe(true);
    await bench.answer(1, good('ab'));
    await bench.answer(0, good('a'));
    expect(bench.shown).toEqual([good('ab')]);
  });

  it('checks at once on accept, and the pending check does not come after it', async () => {
    const bench = new Bench();
    bench.live.changed('a');
    const accepted = bench.live.now('a');
    bench.elapse();
    await bench.answer(0, good('a'));
    expect(await accepted).toEqual(good('a'));
    expect(bench.asked).toHaveLength(1);
  });

  it('accepts nothing that was typed over meanwhile', async () => {
    const bench = new Bench();
    const accepted = bench.live.now('a');
    bench.live.changed('ab');
    await bench.answer(0, good('a'));
    expect(await accepted).toBeUndefined();
  });

  it('shows nothing after it was closed', async () => {
    const bench = new Bench();
    bench.live.changed('a');
    bench.elapse();
    bench.live.changed('ab');
    bench.live.dispose();
    bench.elapse();
    await bench.answer(0, good('a'));
    expect([bench.asked.length, bench.shown]).toEqual([1, []]);
  });

  it('turns a check that fails into a message without the reason', async () => {
    const bench = new Bench();
    const accepted = bench.live.now('a');
    await bench.answer(0, new Error('connection closed'));
    expect(await accepted).toEqual({ ok: false, message: 'This could not be checked. Try again.' });
  });
});
