import { describe, expect, it } from 'vitest';
import { detect } from '../../../../../server/src/languageService/findings/detector.ts';
import { removalOf } from '../../../../../server/src/languageService/findings/suppressions/removal.ts';
import { parseConfig } from '../../../../../server/src/languageService/parse/index.ts';
import { policyOf } from '../policy/policyOf.ts';
import { markFindings } from '../marks.ts';

/** The text with marks around its comments that set nothing aside. */
function unused(text: string, language = 'yaml', policy = policyOf({})): string {
  const found = detect(parseConfig(text, language), { fileName: `a.${language}`, policy }).unused;
  return markFindings(text, found as never);
}

describe('a comment of ours', () => {
  it.each([
    'user: app # ⟦vault-refs: ignore⟧\n',
    '# ⟦vault-refs: ignore keyed-password -- test data⟧\nuser: app\n',
    'password: n0t-Real-9z # ⟦vault-refs: ignore jwt⟧\n',
    'password: n0t-Real-9z # vault-refs: ignore keyed-password\n# ⟦vault-refs: ignore⟧\n',
    '# ⟦vault-refs: ignore -- a⟧ # gitleaks:allow\nuser: app\n',
  ])('that sets nothing aside is unused: %j', (marked) => {
    expect(unused(marked.replace(/[⟦⟧]/g, ''))).toBe(marked);
  });

  it.each([
    'password: n0t-Real-9z # vault-refs: ignore\n',
    // What is below the confidence that is shown is set aside as well.
    'secretToken: changeme # vault-refs: ignore\n',
    'a: "# vault-refs: ignore"\n',
    'user: app # gitleaks:allow\n',
    'a: |\n  # vault-refs: ignore\n  b\n',
    // No rule that was asked has the name: it may be one of somebody else's settings.
    'user: app # vault-refs: ignore acme-token\n',
  ])('that sets something aside, or is none, is not: %j', (text) => {
    expect(unused(text)).toBe(text);
  });

  it('is found in JSON with comments', () => {
    expect(unused('{\n  // vault-refs: ignore\n  "a": 1 /* vault-refs: ignore x */\n}', 'jsonc')).toBe(
      '{\n  // ⟦vault-refs: ignore⟧\n  "a": 1 /* vault-refs: ignore x */\n}',
    );
  });

  it('is not unused where its rule is switched off, nor for all rules where one is', () => {
    const policy = policyOf({ overrides: [{ rule: 'jwt', confidence: 'off' }] });
    const text = 'a: b # vault-refs: ignore jwt\nc: d # vault-refs: ignore\n';
    expect(unused(text, 'yaml', policy)).toBe(text);
    expect(unused('a: b # vault-refs: ignore keyed-password\n', 'yaml', policy)).toBe(
      'a: b # ⟦vault-refs: ignore keyed-password⟧\n',
    );
  });

  it('is unused once more when the value it was for has gone, from memory', () => {
    const before = parseConfig('a:\n  password: n0t-Real-9z # vault-refs: ignore\n', 'yaml');
    expect(detect(before, { fileName: 'a.yaml' })).toMatchObject({ findings: [], unused: [] });
    const after = parseConfig('a:\n  password: ${PW} # vault-refs: ignore\n', 'yaml', before);
    expect(detect(after, { fileName: 'a.yaml' }).unused).toHaveLength(1);
  });
});

describe('the removal of an unused comment', () => {
  it.each([
    ['user: app # vault-refs: ignore\nb: 1\n', 'user: app\nb: 1\n'],
    ['user: app   # vault-refs: ignore -- a b  \r\nb: 1\r\n', 'user: app\r\nb: 1\r\n'],
    ['a:\n  # vault-refs: ignore jwt -- why\n  b: 1\n', 'a:\n  b: 1\n'],
    ['# vault-refs: ignore\r\nb: 1\r\n', 'b: 1\r\n'],
    ['b: 1\n# vault-refs: ignore', 'b: 1\n'],
    ['b: 1 # vault-refs: ignore', 'b: 1'],
    ['b: 1 # of the test; vault-refs: ignore jwt\n', 'b: 1 # of the test;\n'],
    ['b: 1 # of the test # vault-refs: ignore jwt\n', 'b: 1 # of the test\n'],
    ['b: 1 # vault-refs: ignore # gitleaks:allow\n', 'b: 1 # gitleaks:allow\n'],
    ['b: 1 # vault-refs: ignore -- made up # gitleaks:allow\n', 'b: 1 # gitleaks:allow\n'],
  ])('of %j', (text, expected) => {
    expect(removeAll(text, 'yaml')).toBe(expected);
  });

  it.each([
    ['{\n  // vault-refs: ignore\n  "a": 1\n}\n', '{\n  "a": 1\n}\n'],
    ['{\n  "a": 1, // vault-refs: ignore\n}\n', '{\n  "a": 1,\n}\n'],
    ['{ "a": 1 /* vault-refs: ignore jwt -- b */ }\n', '{ "a": 1 }\n'],
    ['{\n  /* vault-refs: ignore */\n  "a": 1\n}\n', '{\n  "a": 1\n}\n'],
    ['{ "a": 1 /* note, vault-refs: ignore */ }\n', '{ "a": 1 /* note, */ }\n'],
  ])('in JSON with comments of %j', (text, expected) => {
    expect(removeAll(text, 'jsonc')).toBe(expected);
  });

  function removeAll(text: string, language: string): string {
    const found = detect(parseConfig(text, language), { fileName: 'a' }).unused;
    expect(found).toHaveLength(1);
    return found.reduce((rest, directive) => {
      const { start, end } = removalOf(rest, directive);
      return rest.slice(0, start) + rest.slice(end);
    }, text);
  }
});
