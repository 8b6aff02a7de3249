import { describe, expect, test } from 'vitest';
import { placeReference } from '../../../../../server/src/languageService/migration/placement/placeReference.ts';
import { placeVerified } from '../../../../../server/src/languageService/migration/placement/placeVerified.ts';
import { planEdits } from '../../../../../server/src/languageService/migration/placement/planEdits.ts';
import { respell } from '../../../../../server/src/languageService/migration/spelling/respell.ts';
import { parseConfig } from '../../../../../server/src/languageService/parse/index.ts';
import type { ReferenceFormat } from '../../../../../server/src/languageService/references/formats/referenceFormat.ts';
import { marked, placeAll, placements } from './marked.ts';

/** The text with the first secret moved, or why it is not. Checks what every placement promises. */
function moved(text: string, format: ReferenceFormat, languageId = 'yaml'): string {
  const file = marked(text, languageId);
  const [answer] = placeAll(file, format, 'pw');
  if (!answer?.ok) return answer?.reason ?? 'no secret';
  const { change, refused } = planEdits(file.document, languageId, [answer]);
  if (refused[0]) return refused[0].reason;
  const { edit, expected, value, spelling, located } = answer;
  const after = parseConfig(change.after, languageId).scalarAt(
    edit.start + (/^['"]/.test(edit.newText) ? 1 : 0),
  );
  expect(after?.scalar.value).toBe(expected);
  expect(respell(value, spelling!)).toBe(file.text.slice(edit.start, edit.end));
  expect(edit.start).toBeGreaterThanOrEqual(located.start);
  return change.after;
}

const secret = (data: string): string => `apiVersion: v1\nkind: Secret\ndata:\n  pw: ${data}\n`;

describe('a whole value', () => {
  test.each<[ReferenceFormat, string]>([
    ['own', 'a: secret/app#pw # c\n'],
    ['vals', 'a: ref+vault://secret/app#/pw # c\n'],
    ['bank-vaults', 'a: vault:secret/data/app#pw # c\n'],
    ['argocd-vault-plugin', "a: '<path:secret/data/app#pw>' # c\n"],
  ])('in the form %s', (format, after) => {
    expect(moved('a: ⟦hunter2⟧ # c\n', format)).toBe(after);
  });

  test.each<[string, ReferenceFormat, string, string]>([
    [
      'a block scalar with a break at its end',
      'bank-vaults',
      'a: |\n  ⟦x⟧\n',
      'a: |\n  ${vault:secret/data/app#pw}\n',
    ],
    ['the same in vals', 'vals', 'a: |\n  ⟦x\n   y⟧\n', 'a: |\n  ref+vault://secret/app#/pw+\n'],
    ['breaks on both sides', 'vals', 'a: >+\n\n  ⟦x⟧\n\n', 'a: >+\n\n  ref+vault://secret/app#/pw+\n\n'],
    ['a block scalar without one', 'bank-vaults', 'a: |-\n  ⟦x⟧\n', 'a: |-\n  vault:secret/data/app#pw\n'],
    ['a block scalar in our own form', 'own', 'a: |\n  ⟦x⟧\n', 'a: |\n  secret/app#pw\n'],
  ])('%s', (_, format, before, after) => {
    expect(moved(before, format)).toBe(after);
  });

  test('its value has the breaks of a block scalar only where the reference takes their place', () => {
    const text = marked('a: |\n  ⟦x⟧\n');
    expect(placements(text, 'own')[0]).toMatchObject({ value: 'x\n', isPart: false });
    expect(placements(text, 'vals')[0]).toMatchObject({ value: 'x', isPart: false });
  });

  test('blank lines before it have no place in our own form', () => {
    expect(moved('a: |\n\n  ⟦x⟧\n', 'own')).toBe('The file would not read the same afterwards');
  });

  test('a number in JSON becomes a string', () => {
    expect(moved('[⟦42⟧]', 'bank-vaults', 'json')).toBe('["vault:secret/data/app#pw"]');
  });

  test('KV v1 has no `data/`', () => {
    const { document, secrets } = marked('a: ⟦x⟧\n');
    const located = document.scalarAt(3)!;
    const target = { mount: 'kv', path: 'app', key: 'pw' };
    const request = {
      document,
      languageId: 'yaml',
      located,
      secret: secrets[0]!,
      target,
      kvVersion: 1,
    } as const;
    const answer = placeVerified({ ...request, format: 'bank-vaults' });
    expect(answer).toMatchObject({ ok: true, reference: 'vault:kv/app#pw' });
  });
});

describe('a part of a value', () => {
  test.each<[string, ReferenceFormat, string, string]>([
    ['plain', 'bank-vaults', 'a: p://u:⟦x⟧@h # c', 'a: p://u:${vault:secret/data/app#pw}@h # c'],
    ['plain, vals', 'vals', 'a: p://u:⟦x⟧@h', 'a: p://u:ref+vault://secret/app#/pw+@h'],
    ['plain, AVP', 'argocd-vault-plugin', 'a: p://u:⟦x⟧@h', 'a: p://u:<path:secret/data/app#pw>@h'],
    ['at the start', 'argocd-vault-plugin', 'a: ⟦x⟧@h', 'a: <path:secret/data/app#pw>@h'],
    ['at the end', 'bank-vaults', 'a: u:⟦x⟧', 'a: u:${vault:secret/data/app#pw}'],
    ['single quotes', 'bank-vaults', "a: 'it''s ⟦x⟧ ''y'", "a: 'it''s ${vault:secret/data/app#pw} ''y'"],
    ['double quotes', 'bank-vaults', 'a: "\\t⟦x⟧\\n"', 'a: "\\t${vault:secret/data/app#pw}\\n"'],
    [
      'folded over lines',
      'bank-vaults',
      'a: "u\n\n  ⟦x⟧\n  y"',
      'a: "u\n\n  ${vault:secret/data/app#pw}\n  y"',
    ],
    [
      'literal',
      'vals',
      'a: |\n\n  u: v\n    pw: ⟦x⟧\n',
      'a: |\n\n  u: v\n    pw: ref+vault://secret/app#/pw+\n',
    ],
    [
      'folded',
      'vals',
      'a: >-\n  u\n  v ⟦x⟧\n\n  y\n',
      'a: >-\n  u\n  v ref+vault://secret/app#/pw+\n\n  y\n',
    ],
    ['beside a template', 'vals', "a: '{{ .u }}:⟦x⟧'", "a: '{{ .u }}:ref+vault://secret/app#/pw+'"],
    ['a flow list in quotes', 'bank-vaults', '["u:⟦x⟧", y]', '["u:${vault:secret/data/app#pw}", y]'],
  ])('%s', (_, format, before, after) => {
    expect(moved(before, format)).toBe(after);
  });

  test('JSON', () => {
    expect(moved('{"a": "p:\\/\\/u:⟦x⟧@h\\u00e9"}', 'bank-vaults', 'json')).toBe(
      '{"a": "p:\\/\\/u:${vault:secret/data/app#pw}@h\\u00e9"}',
    );
  });

  test.each<[string, ReferenceFormat, string, string]>([
    ['our own form', 'own', 'a: u:⟦x⟧@h\n', 'only a part of its value'],
    ['an escape in it', 'vals', 'a: "u:⟦x\\n⟧@h"\n', 'escapes or over several lines'],
    ['a doubled quote in it', 'vals', "a: 'u:⟦x''y⟧@h'\n", 'escapes or over several lines'],
    ['half an escape in it', 'vals', 'a: "u:⟦x\\⟧n@h"\n', 'escapes or over several lines'],
    ['a line break in it', 'vals', 'a: |\n  u ⟦x\n  y⟧\n', 'escapes or over several lines'],
    ['a folded break in it', 'vals', 'a: u ⟦x\n  y⟧ z\n', 'escapes or over several lines'],
    ['plain text in a flow list', 'bank-vaults', '[u:⟦x⟧, y]', 'would not read the same'],
    [
      'a word before it that vals reads along',
      'vals',
      'a: secret⟦x⟧@h\n',
      'the word `secret` right before its reference',
    ],
    ['in a whole reference', 'bank-vaults', 'a: vault:secret/data/a#b⟦x⟧\n', 'would change what'],
    ['inside of a template', 'vals', 'a: {{ .pw | default "⟦x⟧" }}\n', 'inside of a template'],
    ['with the end of a template', 'vals', "a: '{{ .pw ⟦}} x⟧'\n", 'inside of a template'],
    ['inside of a template of ERB', 'vals', 'a: <%= pw || "⟦x⟧" %>\n', 'inside of a template'],
    ['inside of a template of Jinja', 'vals', "a: '{# ⟦x⟧ #}{% if y %}'\n", 'inside of a template'],
    ['in a template that does not end', 'vals', "a: '{{ .pw ⟦x⟧'\n", 'inside of a template'],
    ['an alias', 'vals', 'a: &p u:⟦x⟧@h\nb: *p\n', 'aliases'],
    ['a tag', 'vals', 'a: !vault u:⟦x⟧@h\n', 'tag'],
    ['an open quote', 'vals', 'a: "u:⟦x⟧', 'not closed'],
  ])('is refused: %s', (_, format, before, reason) => {
    expect(moved(before, format)).toContain(reason);
  });

  test('is refused in a number of JSON', () => {
    expect(moved('[1⟦23⟧4]', 'vals', 'json')).toContain('no text');
  });
});

describe('base64 in a Kubernetes Secret', () => {
  const encoded = Buffer.from('hunter2').toString('base64');
  const inside = Buffer.from('vault:secret/data/app#pw').toString('base64');

  test('bank-vaults and AVP find the reference behind it, and Vault gets the text', () => {
    expect(moved(secret(`⟦${encoded}⟧ # c`), 'bank-vaults')).toBe(secret(`${inside} # c`));
    const text = marked(secret(`⟦${encoded}⟧`));
    expect(placements(text, 'bank-vaults', 'pw')[0]).toMatchObject({
      value: 'hunter2',
      reference: 'vault:secret/data/app#pw',
      expected: inside,
      spelling: { encoding: 'base64', steps: [{ copy: encoded.length }] },
    });
    expect(placements(text, 'argocd-vault-plugin', 'pw')[0]).toMatchObject({
      value: 'hunter2',
      reference: '<path:secret/data/app#pw>',
    });
  });

  test('all others see the base64 itself', () => {
    expect(moved(secret(`⟦${encoded}⟧`), 'own')).toBe(secret('secret/app#pw'));
    expect(placements(marked(secret(`⟦${encoded}⟧`)), 'vals')[0]).toMatchObject({ value: encoded });
  });

  test('in lines and quotes', () => {
    const lines = (text: string): string => text.replace(/(.{4})(?=.)/g, '$1\n    ');
    expect(moved(secret(`|\n    ⟦${lines(encoded)}⟧`), 'bank-vaults')).toBe(secret(`|\n    ${inside}`));
    expect(moved(secret(`'⟦${encoded}⟧'`), 'bank-vaults')).toBe(secret(`'${inside}'`));
    expect(moved(`{"kind":"Secret","data":{"a":"⟦${encoded}⟧"}}`, 'bank-vaults', 'json')).toContain(inside);
  });

  test('in a list of resources, and with `kind` behind it', () => {
    const list = `items:\n- data:\n    a: ⟦${encoded}⟧\n  kind: Secret\n- kind: ConfigMap\n  data: {a: b}\n`;
    expect(moved(list, 'bank-vaults')).toContain(inside);
  });

  test.each([
    ['a ConfigMap', `kind: ConfigMap\ndata:\n  a: ⟦${encoded}⟧\n`],
    ['stringData', `kind: Secret\nstringData:\n  a: ⟦${encoded}⟧\n`],
    ['another document', `kind: Secret\n---\ndata:\n  a: ⟦${encoded}⟧\n`],
    ['another resource', `items:\n- kind: Secret\n- kind: X\n  data: {a: ⟦${encoded}⟧}\n`],
    ['something deeper', `kind: Secret\ndata:\n  data:\n    a: ⟦${encoded}⟧\n`],
  ])('is not what is in %s', (_, text) => {
    expect(placements(marked(text), 'bank-vaults')[0]).toMatchObject({ value: encoded });
  });

  test.each([
    ['no base64', 'hunter2'],
    ['binary', Buffer.from([0xff, 0xfe]).toString('base64')],
    ['not as it should be', 'YR=='],
  ])('is refused when it is %s', (_, data) => {
    expect(moved(secret(`⟦${data}⟧`), 'bank-vaults')).toBe('The value is not base64 of a text');
  });

  test('is refused in part', () => {
    expect(moved(secret('aHVu⟦dGVy⟧Mg=='), 'bank-vaults')).toContain('part of a base64 value');
  });
});

test('a target that a dialect cannot express says why', () => {
  const { document, secrets } = marked('a: ⟦hunter2⟧\n');
  const target = { mount: 'secret', path: 'a{b}', key: 'k' };
  const request = {
    document,
    languageId: 'yaml',
    located: document.scalarAt(3)!,
    secret: secrets[0]!,
    target,
  };
  const answer = placeVerified({ ...request, format: 'bank-vaults' });
  expect(answer).toMatchObject({ ok: false, reason: expect.stringContaining('bank-vaults') as string });
  expect(JSON.stringify(answer)).not.toContain('hunter2');
});

test('what plain text cannot hold in its middle needs quotes, also where no strict parser can tell', () => {
  const place = (value: string): unknown => {
    const { document, secrets } = marked(`a: ${value}\nx: {{ .Values.x }}: y\n`);
    const located = document.scalarAt(secrets[0]!.start)!;
    const target = { mount: 'a: b', path: 'app', key: 'k' };
    return placeReference({ document, located, secret: secrets[0]!, target, format: 'bank-vaults' });
  };
  const reason = 'The reference would need quotes, which the value has not';
  expect(place('u:⟦x⟧@h')).toEqual({ ok: false, reason });
  expect(place("'u:⟦x⟧@h'")).toMatchObject({ ok: true });
});
