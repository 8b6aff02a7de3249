import { expect, it } from 'vitest';
import { type Outage, Recovery } from '../../../server/src/vault/recovery.ts';
import { ManualTimer } from '../../support/manualTimer.ts';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function recovery(answers: (Outage | undefined)[]) {
  const timer = new ManualTimer();
  const asked: number[] = [];
  let now = 0;
  let recovered = 0;
  const own = new Recovery({
    timer,
    probe: () => {
      asked.push(now);
      return Promise.resolve(answers.length > 1 ? answers.shift() : answers[0]);
    },
    onRecovered: () => (recovered += 1),
  });
  const pass = async (seconds: number): Promise<void> => {
    for (let second = 0; second < seconds; second += 1) {
      now += 1;
      timer.advance(1_000);
      await turn();
    }
  };
  return { own, asked, pass, recovered: () => recovered };
}

it('asks ever less often, a sealed server within ten seconds', async () => {
  const { own, asked, pass } = recovery(['sealed']);
  own.start('sealed');
  own.start('sealed');
  await pass(40);
  expect(asked).toEqual([1, 3, 7, 15, 23, 31, 39]);
});

it('asks a server that cannot be reached once a minute in the end', async () => {
  const { own, asked, pass } = recovery(['unreachable']);
  own.start('unreachable');
  await pass(250);
  expect(asked).toEqual([1, 3, 7, 15, 31, 63, 123, 183, 243]);
});

it('tells once that the server works again, and asks no more', async () => {
  const { own, asked, pass, recovered } = recovery(['unreachable', 'sealed', undefined]);
  own.start('unreachable');
  await pass(100);
  expect(asked).toEqual([1, 3, 7]);
  expect(recovered()).toBe(1);
  own.start('sealed');
  await pass(100);
  expect(recovered()).toBe(2);
});

it('forgets an answer that comes after the end', async () => {
  const { own, pass, recovered } = recovery([undefined]);
  own.start('sealed');
  own.stop();
  await pass(20);
  expect(recovered()).toBe(0);
});
