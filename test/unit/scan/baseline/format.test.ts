import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Baseline, BaselineEntry } from '../../../../server/src/scan/baseline/baseline.ts';
import { MAX_BASELINE, readBaseline, reasonProblem } from '../../../../server/src/scan/baseline/format.ts';
import { newSalt } from '../../../../server/src/scan/baseline/marks.ts';
import { baselineText } from '../../../../server/src/scan/baseline/text.ts';
import { createCanary, expectNoLeak } from '../../../support/canary.ts';

const entry: BaselineEntry = {
  rule: 'keyed-password',
  file: 'deploy/app.yaml',
  keyPath: 'db.password',
  mark: 'a3f',
  count: 1,
};
const salt = '00000000-0000-4000-8000-000000000000';

function textWith(...entries: readonly unknown[]): string {
  return JSON.stringify({ version: 1, salt, entries });
}

function read(text: string): Baseline {
  const result = readBaseline(text);
  if (!result.ok) throw new Error(result.problem);
  expect(result.problems).toEqual([]);
  return result.baseline;
}

const entries = fc.array(
  fc.record({
    rule: fc.constantFrom('keyed-password', 'jwt', 'acme.token'),
    file: fc
      .array(fc.constantFrom('a', 'b.yaml', '...', 'ü', ' ', '\u202e', '-', '\n', '\\'), {
        minLength: 1,
        maxLength: 4,
      })
      .map((steps) => steps.join('/')),
    keyPath: fc.string({ unit: 'binary', maxLength: 40 }),
    mark: fc.constantFrom('000', 'abc', '9f0'),
    count: fc.integer({ min: 1, max: 5 }),
  }),
);

describe('a baseline file', () => {
  it('reads as it was written, whatever the order', () => {
    fc.assert(
      fc.property(entries, (all) => {
        const text = baselineText({ salt, entries: all });
        const baseline = read(text);
        expect(baselineText(baseline)).toBe(text);
        expect(baselineText({ salt, entries: all.toReversed() })).toBe(text);
        expect(baseline.entries).toHaveLength(all.length);
        expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      }),
    );
  });

  it('has an entry a line, and what it does not need is not there', () => {
    const text = baselineText({
      salt,
      entries: [entry, { ...entry, count: 2, reason: 'demo data', file: 'a.json' }],
    });
    expect(text.split('\n')).toEqual([
      '{',
      '  "version": 1,',
      `  "salt": "${salt}",`,
      '  "entries": [',
      '    { "rule": "keyed-password", "file": "a.json", "keyPath": "db.password", "mark": "a3f", "count": 2, "reason": "demo data" },',
      '    { "rule": "keyed-password", "file": "deploy/app.yaml", "keyPath": "db.password", "mark": "a3f" }',
      '  ]',
      '}',
      '',
    ]);
    expect(baselineText({ salt, entries: [] })).toContain('"entries": []\n');
  });

  it('reads what an editor made of it: a byte order mark, other line ends, other members', () => {
    const text = baselineText({ salt, entries: [entry] }).replaceAll('\n', '\r\n');
    expect(read(`\ufeff${text}`).entries).toEqual([entry]);
    expect(read(textWith({ ...entry, by: 'someone' })).entries).toEqual([entry]);
  });

  it.each<[string, string, RegExp]>([
    ['no JSON', '{"version": 1,', /no JSON/],
    ['a merge conflict', `<<<<<<< HEAD\n${textWith()}`, /a merge/],
    ['a list', '[]', /version/],
    ['nothing', 'null', /no object/],
    ['another version', '{"version": 2}', /another version than 1/],
    ['no salt', '{"version": 1, "entries": []}', /no fitting salt/],
    ['a short salt', '{"version": 1, "salt": "0000", "entries": []}', /no fitting salt/],
    ['entries of another kind', `{"version": 1, "salt": "${salt}", "entries": {}}`, /no fitting entries/],
    ['too many entries', textWith(...Array.from({ length: 50_001 }, () => 1)), /more than 50000 entries/],
    ['too large a text', ' '.repeat(MAX_BASELINE + 1), /larger/],
  ])('is refused as a whole with %s', (_what, text, problem) => {
    expect(readBaseline(text)).toEqual({ ok: false, problem: expect.stringMatching(problem) as string });
  });

  it.each<[string, object]>([
    ['rule', { rule: '../x' }],
    ['file', { file: '../../etc/passwd.yaml' }],
    ['file', { file: 'a/../b.yaml' }],
    ['file', { file: '/etc/x.yaml' }],
    ['file', { file: 'a//b' }],
    ['file', { file: '.' }],
    ['file', { file: 'a\0b' }],
    ['keyPath', { keyPath: 'k'.repeat(1_001) }],
    ['mark', { mark: 'a3f0' }],
    ['mark', { mark: 7 }],
    ['count', { count: 0 }],
    ['count', { count: 1e9 }],
    ['reason', { reason: 'two\nlines' }],
    ['reason', { reason: 'r'.repeat(201) }],
  ])('leaves out an entry whose %s does not fit (%j), and nothing else', (member, change) => {
    const result = readBaseline(textWith({ ...entry, ...change }, entry));
    expect(result).toEqual({
      ok: true,
      baseline: { salt, entries: [entry] },
      problems: [`entries[0].${member} does not fit; the entry is left out.`],
    });
  });

  it('repeats nothing of what does not fit', () => {
    const canary = createCanary();
    const { secret } = canary;
    const texts = [
      textWith({ ...entry, mark: secret }, { [secret]: 1 }, secret),
      JSON.stringify({ version: secret, salt: secret }),
      `{"version": 1, "${secret}`,
    ];
    expectNoLeak(canary, ...texts.map(readBaseline));
  });

  it('tells no more than a few of many', () => {
    const result = readBaseline(textWith(...Array.from({ length: 100 }, () => ({}))));
    expect(result.ok && result.problems).toHaveLength(21);
    expect(result.ok && result.problems.at(-1)).toBe('80 more entries do not fit.');
  });

  it('reads any text without throwing', () => {
    fc.assert(fc.property(fc.oneof(fc.json(), fc.string()), (text) => void readBaseline(text)));
  });

  it('has a salt of its own that fits', () => {
    const [one, other] = [newSalt(), newSalt()];
    expect(one).not.toBe(other);
    expect(read(JSON.stringify({ version: 1, salt: one, entries: [] })).salt).toBe(one);
  });
});

describe('a reason', () => {
  it.each(['', '  ', 'two\nlines', 'a\u202eb', 'r'.repeat(201)])(
    'is a line that says something: not %j',
    (text) => {
      expect(reasonProblem(text)).toMatch(/^A reason .*\.$/);
    },
  );

  it('may be in any language', () => {
    expect(reasonProblem('Testdaten für die Vorführung – 测试')).toBeUndefined();
  });
});
