import { describe, expect, test } from 'vitest';
import type { MovedEntry } from '../../../../../server/src/languageService/migration/placement/movedEntry.ts';
import { planEdits } from '../../../../../server/src/languageService/migration/placement/planEdits.ts';
import {
  restoreEdit,
  restoreEdits,
  type Restoring,
} from '../../../../../server/src/languageService/migration/placement/restoreEdits.ts';
import { parseConfig } from '../../../../../server/src/languageService/parse/index.ts';
import type { ReferenceFormat } from '../../../../../server/src/languageService/references/formats/referenceFormat.ts';
import { entryOf, marked, placements } from './marked.ts';

interface Moved {
  readonly before: string;
  readonly after: string;
  readonly restorings: readonly Restoring[];
}

function moved(text: string, format: ReferenceFormat, languageId = 'yaml', key?: string): Moved {
  const file = marked(text, languageId);
  const { change, merged } = planEdits(file.document, languageId, placements(file, format, key));
  expect(merged.length).toBe(file.secrets.length);
  const restorings = merged.map((placement) => ({ entry: entryOf(placement), value: placement.value }));
  return { before: file.text, after: change.after, restorings };
}

/** The text with everything put back, or the reasons why not. */
function restored(
  text: string,
  restorings: readonly Restoring[],
  languageId = 'yaml',
): string | readonly string[] {
  const { change, refused } = restoreEdits(parseConfig(text, languageId), languageId, restorings);
  return refused.length === 0 ? change.after : refused.map(({ reason }) => reason);
}

describe('the own bytes come back', () => {
  test.each<[string, ReferenceFormat, string]>([
    ['plain', 'own', 'a: ⟦hunter2⟧ # c\nb: ⟦12⟧\nc: ⟦true⟧\r\n'],
    ['quotes', 'own', "a: '⟦it''s⟧'\nb: \"⟦x\\u00e9\\n⟧\"\n"],
    ['over lines', 'own', 'a: "⟦x\n\n  y \\\n  z⟧"\nb: ⟦x\n  y⟧\n'],
    ['blocks', 'own', 'a: |\n  ⟦x\n\n    y⟧\nb: >-\n  ⟦x\n  y⟧\nc: |+\n  ⟦x⟧\n\n\n'],
    ['blocks, tools', 'vals', 'a: |\n  ⟦x\n\n    y⟧\nb: >-\n  ⟦x\n  y⟧\nc: |+\n\n  ⟦x⟧\n\n\n'],
    ['plain values that get quotes', 'argocd-vault-plugin', 'a: ⟦x⟧\nb: [⟦12⟧, ⟦true⟧]\n'],
    ['what alone would be an anchor, in a file with an error', 'own', '--- "k": |-\n     ⟦&a⟧\n a: |\n'],
    ['a template that is no YAML', 'own', "a: '⟦{{ .x | default 'y' }}⟧'\nb: ⟦{{ .x }}⟧\n{{- end }}\n"],
    ['parts', 'bank-vaults', 'a: p://⟦u⟧:⟦pw⟧@h\nb: "\\t⟦x⟧⟦y⟧"\n'],
  ])('%s', (_, format, text) => {
    const { before, after, restorings } = moved(text, format);
    expect(after).not.toBe(before);
    expect(restored(after, restorings)).toBe(before);
    expect(restored(after, restorings.toReversed())).toBe(before);
  });

  test('JSON, numbers included', () => {
    const text = '{"a": ⟦42⟧, "b": ["⟦x\\u00E9\\/⟧", ⟦true⟧], "c": "⟦\\ud83d\\ude00⟧"}';
    const { before, after, restorings } = moved(text, 'own', 'json');
    expect(restored(after, restorings, 'json')).toBe(before);
  });

  test.each([
    ['plain', '⟦aHVudGVyMg==⟧'],
    ['literal', '|\n    ⟦aHVu\n    dGVy\n    Mg==⟧'],
    ['in quotes', '"⟦aHVu\\\n    dGVyMg==⟧"'],
  ])('base64, %s', (_, data) => {
    const { before, after, restorings } = moved(`kind: Secret\ndata:\n  a: ${data}\n  b: x\n`, 'bank-vaults');
    expect(restorings[0]?.value).toBe('hunter2');
    expect(restored(after, restorings)).toBe(before);
  });

  test('where the file has changed elsewhere', () => {
    const { after, restorings } = moved('a: ⟦x⟧\nb: u:⟦y⟧@h\nc: 1\n', 'vals');
    const changed = `# new\n${after.replace('b: u:', 'b: user:').replace('c: 1', 'c: 2')}`;
    expect(restored(changed, restorings)).toBe('# new\na: x\nb: user:y@h\nc: 2\n');
  });

  test('where the same reference stands twice in a value', () => {
    const { before, after, restorings } = moved('a: ⟦pw⟧-⟦pw⟧\n', 'bank-vaults', 'yaml', 'k');
    expect(restored(after, restorings)).toBe(before);
    // One of them alone is told by its place.
    expect(restored(after, restorings.slice(0, 1))).toBe('a: pw-${vault:secret/data/app#k}\n');
    expect(restored(after, restorings.slice(1))).toEqual([expect.stringContaining('more than once')]);
  });

  test('one by one, in any order', () => {
    const { before, after, restorings } = moved('a: p://⟦u⟧:⟦pw⟧@h\nb: ⟦x⟧\n', 'bank-vaults');
    for (const order of [restorings, restorings.toReversed()]) {
      let text = after;
      for (const { entry, value } of order) {
        const edit = restoreEdit(parseConfig(text, 'yaml'), 'yaml', entry, value);
        if (!edit.ok) throw new Error(edit.reason);
        text = text.slice(0, edit.start) + edit.newText + text.slice(edit.end);
      }
      expect(text).toBe(before);
    }
  });
});

describe('nothing is put back', () => {
  test.each<[string, string, RegExp]>([
    ['where the value was changed', 'a: secret/app#k1\n', /another value/],
    ['where the plaintext is back already', 'a: hunter2\n', /another value/],
    ['where the key is gone', 'b: secret/app#k0\n', /another value/],
    ['where something was added', 'a: secret/app#k0 x\n', /another value/],
    ['where the quotes were changed', 'a: "secret/app#k0"\n', /./],
    ['in an empty file', '', /another value/],
  ])('%s', (name, now, reason) => {
    const { restorings } = moved('a: ⟦hunter2⟧\n', 'own');
    const answer = restored(now, restorings);
    // In other quotes it is the same text, and the value may come back in them.
    if (name.includes('quotes')) expect(answer).toBe('a: "hunter2"\n');
    else expect(answer).toEqual([expect.stringMatching(reason)]);
  });

  const entryWith = (changes: Partial<MovedEntry>): MovedEntry => ({
    ...moved('a: "⟦x\\ty⟧"\n', 'own').restorings[0]!.entry,
    ...changes,
  });
  const now = parseConfig('a: "secret/app#k0"\n', 'yaml');

  test.each<[string, Partial<MovedEntry>, string]>([
    ['another length', {}, 'x\tyy'],
    ['another character that is escaped', {}, 'xay'],
    ['a quote', { spelling: { steps: [{ copy: 3 }] } }, 'x"y'],
    ['a break', { spelling: { steps: [{ copy: 3 }] } }, 'x\ny'],
    ['layout that is none', { spelling: { steps: [{ copy: 3 }, { layout: '"\nb: 1' }] } }, 'x\ty'],
    ['layout that adds to the value', { spelling: { steps: [{ copy: 3 }, { layout: '  ' }] } }, 'x\ty'],
    ['characters left out', { spelling: { steps: [{ copy: 2 }, { skip: 1 }] } }, 'x\ty'],
    ['base64 where there is none', { spelling: { steps: [{ copy: 4 }], encoding: 'base64' } }, 'x\ty'],
  ])('with a spelling or value that makes %s', (_, changes, value) => {
    const answer = restoreEdit(now, 'yaml', entryWith(changes), value);
    expect(answer.ok).toBe(false);
    expect(JSON.stringify(answer)).not.toContain(JSON.stringify(value).slice(1, -1));
  });

  test('without a spelling', () => {
    const { spelling, ...entry } = entryWith({});
    expect(spelling).toBeDefined();
    expect(restoreEdit(now, 'yaml', entry, 'x\ty')).toEqual({
      ok: false,
      reason: 'It is not known how the value was written',
    });
  });

  test('by an entry that was made by somebody else', () => {
    const planted = entryWith({ written: '', keyPath: ['a'], scalarStart: -5, start: 1e9, end: -1 });
    expect(restoreEdit(now, 'yaml', planted, 'x\ty').ok).toBe(false);
  });

  test('more than fits one scalar: of two entries for one place, one', () => {
    const { after, restorings } = moved('a: ⟦hunter2⟧\n', 'own');
    const twice = [...restorings, { ...restorings[0]!, entry: { ...restorings[0]!.entry } }];
    const { change, refused } = restoreEdits(parseConfig(after, 'yaml'), 'yaml', twice);
    expect(change.after).toBe('a: hunter2\n');
    expect(refused.length).toBe(1);
  });
});

describe('a key that is there twice', () => {
  test.each<[string, ReferenceFormat, string]>([
    ['with one target', 'own', 'a: ⟦x⟧\na: ⟦x⟧\n'],
    ['one of them', 'own', 'a: ⟦x⟧\na: y\n'],
    ['the other one', 'own', 'a: y\na: ⟦x⟧\n'],
    ['in parts', 'bank-vaults', 'a: u:⟦x⟧@h\na: u:⟦x⟧@h\n'],
    ['in several parts', 'bank-vaults', 'a: ⟦u⟧:⟦x⟧@h\na: ⟦u⟧:⟦x⟧@h\n'],
  ])('%s', (_, format, text) => {
    const { before, after, restorings } = moved(text, format, 'yaml', 'k');
    expect(restored(after, restorings)).toBe(before);
    expect(restored(`# c\n${after}`, restorings)).toBe(`# c\n${before}`);
  });
});
