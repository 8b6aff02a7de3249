import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Timer } from '../../../server/src/runtime.ts';
import type { Lease } from '../../../server/src/vault/auth/signInMethod.ts';
import { TokenLifetime } from '../../../server/src/vault/tokenLifetime.ts';

const minute = 60_000;

/** What a server answers to a renewal; `down` is no answer. */
type Answer = Lease | 'refused' | 'down';

/** A token in a time of the test's own. */
class World {
  readonly #due: { at: number; run: () => void }[] = [];
  now = 1_000_000;
  readonly events: string[] = [];
  readonly answers: Answer[] = [];
  readonly #start = this.now;
  readonly #timer: Timer = {
    setTimeout: (run, milliseconds) => {
      const entry = { at: this.now + milliseconds, run };
      this.#due.push(entry);
      return { dispose: () => void this.#due.splice(this.#due.indexOf(entry), 1) };
    },
  };

  live(lease: Lease): TokenLifetime {
    return new TokenLifetime(lease, {
      now: () => this.now,
      timer: this.#timer,
      renew: () => {
        this.#note('renew');
        const answer = this.answers.shift() ?? 'down';
        if (answer === 'down') return Promise.reject(new Error('down'));
        return Promise.resolve(answer === 'refused' ? undefined : answer);
      },
      onNotice: (reason, expiresAt) => this.#note(`${reason} ${this.#seconds(expiresAt)}`),
      onDoubt: () => this.#note('doubt'),
    });
  }

  get isWaiting(): boolean {
    return this.#due.length > 0;
  }

  /** Lets time pass, timers firing in order. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.now + milliseconds;
    for (;;) {
      const [next] = this.#due.toSorted((left, right) => left.at - right.at);
      if (!next || next.at > end) break;
      this.#due.splice(this.#due.indexOf(next), 1);
      this.now = Math.max(this.now, next.at);
      next.run();
      for (let turn = 0; turn < 5; turn++) await Promise.resolve();
    }
    this.now = end;
  }

  #note(what: string): void {
    this.events.push(`${this.#seconds(this.now)} ${what}`);
  }

  #seconds(at: number): string {
    return String(Math.round((at - this.#start) / 1000));
  }
}

const renewable = (seconds: number): Lease => ({ seconds, isRenewable: true });
const fixed = (seconds: number): Lease => ({ seconds, isRenewable: false });

test.each<[string, Lease, Answer[], string[]]>([
  ['renewed at two thirds, again and again', renewable(900), [renewable(900)], ['600 renew', '1200 renew']],
  ['one that cannot be renewed', fixed(1000), [], ['700 expires-soon 1000', '1002 doubt']],
  ['one that ends within five minutes', fixed(60), [], ['0 expires-soon 60', '62 doubt']],
  [
    'a refusal is told at once',
    renewable(900),
    ['refused'],
    ['600 renew', '600 not-renewed 900', '600 doubt', '902 doubt'],
  ],
  ['a token without an end', fixed(0), [], []],
  [
    'at its longest life',
    renewable(900),
    [renewable(300)],
    ['600 renew', '600 expires-soon 900', '902 doubt'],
  ],
  ['no longer renewable', renewable(900), [fixed(900)], ['600 renew', '1200 expires-soon 1500']],
])('%s', async (_what, lease, answers, events) => {
  const world = new World();
  world.answers.push(...answers);
  world.live(lease);
  await world.pass(1250_000);
  expect(world.events.slice(0, events.length)).toEqual(events);
  if (!events.includes('1200 renew')) expect(world.events).toHaveLength(events.length);
});

test('an outage is waited out, and told only when the end is near', async () => {
  const world = new World();
  world.answers.push('down', renewable(900));
  world.live(renewable(1800));
  await world.pass(1500_000);
  expect(world.events).toEqual(['1200 renew', '1400 renew']);
  const dark = new World();
  dark.live(renewable(900));
  await dark.pass(910_000);
  expect(dark.events.filter((event) => event.includes('expires-soon'))).toEqual(['600 expires-soon 900']);
  expect(dark.events.at(-1)).toBe('902 doubt');
});

test('a token that died while the machine slept is doubted, not renewed', async () => {
  const world = new World();
  world.live(renewable(900));
  world.now += 2 * 60 * minute;
  await world.pass(1);
  expect(world.events).toEqual(['7200 doubt']);
});

test('a lease of years is no timer of no time', async () => {
  const world = new World();
  world.live(renewable(10 * 365 * 24 * 3600));
  await world.pass(60 * minute);
  expect(world.events).toEqual([]);
});

test('whatever the server answers: told once, silent once disposed, never a busy loop', async () => {
  const seconds = fc.integer({ min: 0, max: 5000 });
  const lease = fc.record({ seconds, isRenewable: fc.boolean() });
  const answer = fc.oneof(lease, fc.constantFrom<Answer>('refused', 'down'));
  await fc.assert(
    fc.asyncProperty(
      lease,
      fc.array(answer, { maxLength: 20 }),
      fc.nat(5000),
      async (first, answers, end) => {
        const world = new World();
        world.answers.push(...answers);
        const lifetime = world.live(first);
        await world.pass(end * 1000);
        const count = world.events.length;
        expect(
          world.events.filter((event) => / (expires-soon|not-renewed) /.test(event)).length,
        ).toBeLessThan(2);
        expect(world.events.filter((event) => event.endsWith('renew')).length).toBeLessThanOrEqual(end + 1);
        lifetime.dispose();
        await world.pass(10_000_000);
        expect(world.events).toHaveLength(count);
        expect(world.isWaiting).toBe(false);
      },
    ),
  );
});
