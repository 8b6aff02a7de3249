import { describe, expect, it } from 'vitest';
import { detectMarked } from '../marks.ts';
import { cpuTime, LEEWAY } from '../../../../support/cpuTime.ts';

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
    ['alone above another comment', '# vault-refs: ignore\n# of the test server\npassword: n0t-Real-9z\n'],
    ['above one for another rule', '# vault-refs: ignore\n# vault-refs: ignore jwt\npassword: n0t-Real-9z\n'],
    ['after other words', 'password: n0t-Real-9z # made up; vault-refs: ignore\n'],
    ['behind the key of a value below it', 'password: # vault-refs: ignore\n  n0t-Real-9z\n'],
    ['between key and value', 'password:\n  # vault-refs: ignore\n  n0t-Real-9z\n'],
    ['behind a value of several lines', 'password: "n0t-\n  Real-9z" # vault-refs: ignore\n'],
    ['above a value of several lines', '# vault-refs: ignore\npassword: "n0t-\n  Real-9z"\n'],
    ['in a flow collection', 'a: {\n  password: n0t-Real-9z, # vault-refs: ignore\n}\n'],
    [
      'of detect-secrets, behind the line above',
      'a: 1 # pragma: whitelist nextline secret\npassword: n0t-Real-9z\n',
    ],
    ['of gosec', 'password: n0t-Real-9z #nosec\n'],
    ['of gosec, for credentials', 'password: n0t-Real-9z # #nosec G101 -- made up\n'],
    ['of bandit, for credentials', 'password: n0t-Real-9z # nosec B324, B105\n'],
    ['of trufflehog', 'password: n0t-Real-9z # trufflehog:ignore\n'],
    ['of secretlint', 'password: n0t-Real-9z # secretlint-disable-line\n'],
    [
      'of secretlint, for the next line',
      'a: 1 # secretlint-disable-next-line @secretlint/secretlint-rule-basicauth\npassword: n0t-Real-9z\n',
    ],
    ['of secretlint, from there on', '# secretlint-disable\na: 1\n\npassword: n0t-Real-9z\n'],
  ])('a comment %s sets a finding aside', (_where, text) => {
    expect(detectMarked(text)).toBe(text);
  });

  it.each([
    ['names another rule', 'password: ⟦n0t-Real-9z⟧ # vault-refs: ignore jwt\n'],
    ['stands behind the line above', 'user: app # vault-refs: ignore\npassword: ⟦n0t-Real-9z⟧\n'],
    ['is two lines above', '# vault-refs: ignore\n\npassword: ⟦n0t-Real-9z⟧\n'],
    ['is on the line below', 'password: ⟦n0t-Real-9z⟧\n# vault-refs: ignore\n'],
    ['is a part of a plain value', 'password: ⟦n0t#vault-refs:ignore-9z⟧\n'],
    ['is a part of a value in quotes', 'password: "⟦n0t-Real-9z #gitleaks:allow⟧"\n'],
    ['is in a value above', 'a: "# vault-refs: ignore"\npassword: ⟦n0t-Real-9z⟧\n'],
    [
      'is in a scalar and on another line of it',
      'conf: |\n  a = 1 # gitleaks:allow\n  password = ⟦n0t-Real-9z⟧\n',
    ],
    ['ends a scalar that began above', 'conf: |\n  password = ⟦n0t-Real-9z⟧\n  a = 1 # gitleaks:allow\n'],
    ['names another check of gosec', 'password: ⟦n0t-Real-9z⟧ #nosec G404\n'],
    [
      'disables one rule of secretlint',
      '# secretlint-disable @secretlint/secretlint-rule-npm\npassword: ⟦n0t-Real-9z⟧\n',
    ],
    [
      'disables secretlint up to another',
      '# secretlint-disable\na: 1\n# secretlint-enable\npassword: ⟦n0t-Real-9z⟧\n',
    ],
    ['says something else', 'password: ⟦n0t-Real-9z⟧ # vault-refs: ignored before\n'],
  ])('a comment that %s does not', (_what, marked) => {
    expect(detectMarked(marked)).toBe(marked);
  });

  it.each([
    '{\n  // vault-refs: ignore\n  "password": "n0t-Real-9z"\n}\n',
    '{\n  "password": "n0t-Real-9z" // vault-refs: ignore\n}\n',
    '{\n  "password": "n0t-Real-9z" /* gitleaks:allow */\n}\n',
    '{\n  /* vault-refs: ignore\n     -- made up */\n  "password": "n0t-Real-9z"\n}\n',
    '{ /* vault-refs: ignore */ "password": "n0t-Real-9z" }\n',
  ])('reads comments in JSON: %j', (text) => {
    expect(detectMarked(text, 'a.jsonc')).toBe(text);
  });

  it.each([
    '{\n  "a": "// vault-refs: ignore",\n  "password": "⟦n0t-Real-9z⟧"\n}\n',
    '{\n  /* vault-refs: ignore */ "a": 1,\n  "password": "⟦n0t-Real-9z⟧"\n}\n',
  ])('knows what is no comment, or none for the next line, in JSON: %j', (text) => {
    expect(detectMarked(text, 'a.jsonc')).toBe(text);
  });
});

describe('suppressions of a large file', () => {
  function milliseconds(text: string, fileName = 'a.yaml'): number {
    return cpuTime(() => void detectMarked(text, fileName));
  }

  it.each([
    ['many comments above each other', '# vault-refs: ignore\n'.repeat(40_000)],
    ['as many with others between', '# vault-refs: ignore\n# a\n'.repeat(30_000)],
    ['a comment on every line', 'password: n0t-Real-9z # vault-refs: ignore jwt\n'.repeat(15_000)],
    ['stretches', '# secretlint-disable\n# secretlint-enable\npassword: n0t-Real-9z\n'.repeat(12_000)],
    ['a long comment', `# ${'vault-refs: ignore '.repeat(50_000)}\n`],
    ['blanks before a value', `password:\n${' \n'.repeat(400_000)}  n0t-Real-9z\n# vault-refs: ignore\n`],
    ['a file in a scalar', `a: |\n${'  password = n0t-Real-9z # vault-refs: ignore jwt\n'.repeat(15_000)}`],
  ])('are found in linear time: %s', (_what, text) => {
    expect(milliseconds(text)).toBeLessThan(3_000 * LEEWAY);
  });

  it('are found in linear time on one line', () => {
    const pair = '/* vault-refs: ignore */ "password": "n0t-Real-9z", ';
    expect(milliseconds(`{${pair.repeat(15_000)}}`, 'a.json')).toBeLessThan(3_000 * LEEWAY);
  });
});
