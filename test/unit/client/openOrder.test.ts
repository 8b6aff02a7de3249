import { expect, it } from 'vitest';
import { OpenOrder } from '../../../client/src/openOrder.ts';

async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

it('sends a request after every document that was opened before it', async () => {
  const order = new OpenOrder();
  const [first, second] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
  const sent: string[] = [];
  void order.opening(first.promise);
  void order.opening(second.promise);
  const answer = order.afterOpening(() => Promise.resolve(sent.push('request')));
  second.resolve(undefined);
  await settle();
  expect(sent).toEqual([]);
  first.resolve(undefined);
  await answer;
  expect(sent).toEqual(['request']);
});

it('does not hold a request back for a document that could not be told', async () => {
  const order = new OpenOrder();
  const opened = Promise.withResolvers<undefined>();
  const told = order.opening(opened.promise);
  const answer = order.afterOpening(() => Promise.resolve('answer'));
  opened.reject(new Error('The connection is closed.'));
  await expect(told).rejects.toThrow('closed');
  expect(await answer).toBe('answer');
});

it('hands on the failure of a request and keeps requests in order', async () => {
  const order = new OpenOrder();
  const opened = Promise.withResolvers<undefined>();
  void order.opening(opened.promise);
  const sent: number[] = [];
  const first = order.afterOpening(() => Promise.reject(new Error(`request ${sent.push(1)}`)));
  opened.resolve(undefined);
  const second = order.afterOpening(() => Promise.resolve(sent.push(2)));
  await expect(first).rejects.toThrow('request 1');
  await second;
  expect(sent).toEqual([1, 2]);
});

it('after a reset waits for nothing of before', async () => {
  const order = new OpenOrder();
  void order.opening(Promise.withResolvers<undefined>().promise);
  order.reset();
  expect(await order.afterOpening(() => Promise.resolve('answer'))).toBe('answer');
});
