import { describe, expect, it } from 'vitest';
import { detectMarked } from '../marks.ts';

describe('suppressions', () => {
  it.each([
    ['on the line', 'password: n0t-Real-9z # vault-refs: ignore\n'],
    [
      'with the rule and a reason',
      'password: n0t-Real-9z # vault-refs: ignore keyed-password -- test data\n',
    ],
    ['on the line above', '# vault-refs: ignore -- test data\npassword: n0t-Real-9z\n'],
    ['of gitleaks', 'password: n0t-Real-9z #gitleaks:allow\n'],
    ['of detect-secrets', 'password: n0t-Real-9z  # pragma: allowlist secret\n'],
    ['of detect-secrets, for the next line', '# pragma: allowlist nextline secret\npassword: n0t-Real-9z\n'],
    ['at the header of a block scalar', 'password: | # vault-refs: ignore\n  n0t-Real-9z\n'],
    ['above a block scalar', '# vault-refs: ignore\nconf: |\n  a = 1\n  password = n0t-Real-9z\n'],
    ['in a file within a scalar', 'conf: |\n  a = 1\n  password = n0t-Real-9z # gitleaks:allow\n'],
    ['with Windows line ends', 'a: 1\r\n# vault-refs: ignore\r\npassword: n0t-Real-9z\r\n'],
  ])('a comment %s sets a finding aside', (_where, text) => {
    expect(detectMarked(text)).toBe(text);
  });

  it.each([
    ['names another rule', 'password: ⟦n0t-Real-9z⟧ # vault-refs: ignore jwt\n'],
    ['stands behind the line above', 'user: app # vault-refs: ignore\npassword: ⟦n0t-Real-9z⟧\n'],
    ['is two lines above', '# vault-refs: ignore\n\npassword: ⟦n0t-Real-9z⟧\n'],
    ['is on the line below', 'password: ⟦n0t-Real-9z⟧\n# vault-refs: ignore\n'],
    ['says something else', 'password: ⟦n0t-Real-9z⟧ # vault-refs: ignored before\n'],
  ])('a comment that %s does not', (_what, marked) => {
    expect(detectMarked(marked)).toBe(marked);
  });

  it('reads comments in JSON', () => {
    const text = '{\n  // vault-refs: ignore\n  "password": "n0t-Real-9z"\n}\n';
    expect(detectMarked(text, 'a.jsonc')).toBe(text);
  });
});
