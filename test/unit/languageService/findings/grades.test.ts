import { describe, expect, it } from 'vitest';
import { detect } from './marks.ts';

/** How sure the only finding of a text is; undefined when there is none. */
function grade(text: string, fileName?: string): string | undefined {
  const found = detect(text, fileName, 'low');
  expect(found.length).toBeLessThan(2);
  return found[0]?.confidence;
}

describe('how sure a finding is', () => {
  it.each([
    ['db:\n  password: n0t-Real\n', 'a password that is no word'],
    ['db:\n  password: acme1314\n', 'a name with digits that nobody lists'],
    ['oidc:\n  client-secret: shop-secret\n', 'words that say what they are'],
    [`app:\n  secret: ${'5abee519483bc9f8'.repeat(2)}\n`, 'what looks like a digest, under a secret'],
    [
      `auth:\n  token: ${['123e4567', 'e89b', '42d3', 'a456', '426614174000'].join('-')}\n`,
      'a UUID as a token',
    ],
    ['db: postgres://app:n0t-Real@db/app\n', 'a password in an address'],
    ['kind: Secret\napiVersion: v1\nstringData:\n  password: n0t-Real\n', 'a password in a Secret'],
    ['jaas: PlainLoginModule required username="app" password="n0t-Real";\n', 'JAAS'],
  ])('%j is high: %s', (text) => {
    expect(grade(text)).toBe('high');
  });

  it.each([
    ['db:\n  password: postgres\n', 'a known default'],
    ['db:\n  password: admin123\n', 'a default with digits'],
    ['db:\n  password: P@ssw0rd1\n', 'a default with signs for letters'],
    ['db:\n  password: sunshine7\n', 'a word with a digit'],
    ['db:\n  password: "1234567"\n', 'a number'],
    ['db: postgres://app:postgres@db/app\n', 'a default in an address'],
    ['kind: Secret\napiVersion: v1\nstringData:\n  anything: made-up-value\n', 'a Secret, but a neutral key'],
  ])('%j is medium: %s', (text) => {
    expect(grade(text)).toBe('medium');
  });

  it.each([
    ['db:\n  password: changeme\n', 'a stand-in'],
    ['oidc:\n  client-secret: <your secret>\n', 'shows a form'],
    ['app:\n  api-key: github-token\n', 'what somebody calls a token'],
    ['auth:\n  apiSecret: redis-credentials\n', 'an object in a cluster', 'chart/values.yaml'],
  ])('%j is low at most: %s', (text, _because, fileName?: string) => {
    expect([undefined, 'low']).toContain(grade(text, fileName));
  });
});
