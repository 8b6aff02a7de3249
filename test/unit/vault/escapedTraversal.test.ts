import { expect, test } from 'vitest';
import { encodePath } from '../../../server/src/vault/kvPath.ts';

/** What a proxy between us and the server may decode once more than it should. */
test.each(['%2e%2e', '%2E.', '%252e%252e', '..%2fsys', 'a%5c..', '..\\sys', 'a/%2e/b', 'a%2F%2e%2e'])(
  'refuses %j',
  (path) => {
    expect(() => encodePath(path)).toThrow(expect.objectContaining({ kind: 'bad-path' }));
  },
);

test.each(['a%2fb', '100%', 'v1.2', '...', '..a', '%2eenv', 'a%b', '%'])('keeps the name %j', (path) => {
  expect(decodeURIComponent(encodePath(path))).toBe(path);
});
