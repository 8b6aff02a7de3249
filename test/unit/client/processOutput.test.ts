import { describe, expect, it } from 'vitest';
import { describeError, safeProcessLine } from '../../../client/src/log/processOutput.ts';
import { createCanary, expectNoLeak } from '../../support/canary.ts';

const canary = createCanary();

describe('safeProcessLine', () => {
  it.each([
    ['    at parse (file:///ext/dist/server.js:10:5)', '    at parse (file:///ext/dist/server.js:10:5)'],
    ['    at async Promise.all (index 0) at x:1:2', '    at async Promise.all (index 0) at x:1:2'],
    [`TypeError: no "${canary.secret}" here`, 'TypeError'],
    [`Uncaught RangeError: ${canary.secret}`, 'Uncaught RangeError'],
    ['(node:42) ExperimentalWarning: something', '(node:42) ExperimentalWarning'],
    [`password: ${canary.secret}`, undefined],
    [`    throw new Error('${canary.secret}')`, undefined],
    [`    at "${canary.secret}":1:2`, undefined],
    ['', undefined],
  ])('shows of %j only %j', (line, shown) => {
    expect(safeProcessLine(line)).toBe(shown);
  });
});

describe('describeError', () => {
  it('tells class, code and place, never the message or what hangs on the error', () => {
    const error = Object.assign(new TypeError(`bad value ${canary.secret}\nsecond line ${canary.secret}`), {
      code: 'ECONNRESET',
      config: { token: canary.token },
      cause: new Error(canary.token),
    });
    const text = describeError(error);
    expectNoLeak(canary, text);
    expect(text).toMatch(/^TypeError \(ECONNRESET\)\n {4}at .*processOutput\.test\.ts/);
  });

  it.each([canary.secret, undefined, { message: canary.secret }])('tells nothing of %j', (thrown) => {
    expect(describeError(thrown)).toBe('an error that is no Error');
  });
});
