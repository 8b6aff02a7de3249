import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lifetime } from '../../../server/src/vault/duration.ts';

test.each(['', '0', '0s', '0m0s', '0h0m0s', '-1s', '-2562047h47m16s'])('%j is none', (words) => {
  expect(lifetime(words)).toBe('');
});

test.each(['1s', '0m1s', '30s', '1h0m0s', '768h0m0s', '1ms', '1ns', '0.5s', 'for ever', '0x', ' 0s'])(
  '%j is one',
  (words) => {
    expect(lifetime(words)).toBe(words);
  },
);

test('whatever has a digit but 0 in it and does not begin with a minus is one', () => {
  const words = fc.string().filter((text) => /[1-9]/.test(text) && !text.startsWith('-'));
  fc.assert(fc.property(words, (text) => lifetime(text) === text));
});
