import { describe, expect, test } from 'vitest';
import { planEdits } from '../../../../../server/src/languageService/migration/placement/planEdits.ts';
import { restoreEdits } from '../../../../../server/src/languageService/migration/placement/restoreEdits.ts';
import { parseConfig } from '../../../../../server/src/languageService/parse/index.ts';
import type { ReferenceFormat } from '../../../../../server/src/languageService/references/formats/referenceFormat.ts';
import { cpuTime, LEEWAY } from '../../../../support/cpuTime.ts';
import { isFullRun } from '../../../../support/fullRun.ts';
import { entryOf, marked, placements } from './marked.ts';

function plan(text: string, format: ReferenceFormat, languageId = 'yaml'): ReturnType<typeof planEdits> {
  const file = marked(text, languageId);
  return planEdits(file.document, languageId, placements(file, format));
}

describe('several edits of one file', () => {
  test('are made at once, in file order', () => {
    const text = 'a: ⟦x⟧ # c\r\nb:\r\n  - "⟦y\\n⟧"\r\n  - |\r\n    ⟦z\r\n     z⟧\r\n---\r\nc: {d: ⟦w⟧}\r\n';
    const { change, merged, refused } = plan(text, 'own');
    expect(refused).toEqual([]);
    expect(merged.length).toBe(4);
    expect(change.before).toBe(text.replace(/[⟦⟧]/g, ''));
    expect(change.edits.map(({ start }) => start)).toEqual(
      change.edits.map(({ start }) => start).toSorted((left, right) => left - right),
    );
    expect(change.after).toBe(
      'a: secret/app#k0 # c\r\nb:\r\n  - "secret/app#k1"\r\n  - |\r\n    secret/app#k2\r\n---\r\nc: {d: secret/app#k3}\r\n',
    );
  });

  test('two parts of one scalar, and a whole one', () => {
    const { change, merged } = plan('a: "p://⟦u⟧:⟦pw⟧@h\\u00e9"\nb: ⟦x⟧\n', 'bank-vaults');
    expect(merged.length).toBe(3);
    expect(change.after).toBe(
      'a: "p://${vault:secret/data/app#k0}:${vault:secret/data/app#k1}@h\\u00e9"\nb: vault:secret/data/app#k2\n',
    );
  });

  test('whatever their order', () => {
    const file = marked('a: p://⟦u⟧:⟦pw⟧@h\nb: ⟦x⟧\n');
    const all = placements(file, 'vals');
    const { change } = planEdits(file.document, 'yaml', all.toReversed());
    expect(change).toEqual(planEdits(file.document, 'yaml', all).change);
  });

  test('none is no change', () => {
    const { document } = marked('a: x\n');
    expect(planEdits(document, 'yaml', [])).toEqual({
      change: { before: 'a: x\n', edits: [], after: 'a: x\n' },
      merged: [],
      refused: [],
    });
  });
});

describe('is refused', () => {
  test('what overlaps', () => {
    const file = marked('a: p://u:⟦hunter2⟧@h\n');
    const [part] = placements(file, 'vals');
    const other = { ...part!, edit: { ...part!.edit, start: part!.edit.start + 2 } };
    const { merged, refused } = planEdits(file.document, 'yaml', [other, part!]);
    expect(merged).toEqual([part]);
    expect(refused).toEqual([{ item: other, reason: 'The secret overlaps another one' }]);
    expect(planEdits(file.document, 'yaml', [part!, part!]).refused.length).toBe(1);
  });

  test('what would change more, and the others are made', () => {
    const text = 'a: ⟦x⟧\nb: [u:⟦y⟧, z]\nc: ⟦w⟧\nd: [u:⟦y⟧]\ne: "⟦v⟧"\n';
    const { change, merged, refused } = plan(text, 'bank-vaults');
    expect(merged.length).toBe(3);
    expect(refused.map(({ reason }) => reason)).toEqual([
      'The file would not read the same afterwards',
      'The file would not read the same afterwards',
    ]);
    expect(change.after).toBe(
      'a: vault:secret/data/app#k0\nb: [u:y, z]\nc: vault:secret/data/app#k2\nd: [u:y]\ne: "vault:secret/data/app#k4"\n',
    );
  });

  test.each([4, 400])('what only the strict parser sees, in a file of %i items', (count) => {
    const text = Array.from(
      { length: count },
      (_, at) => `a${at}: ⟦x⟧\nb${at}:\n  - {c: "${'y'.repeat(150)}"}\n`,
    );
    const file = marked(text.join(''));
    const anchored = new Set([1, count - 1]);
    const all = placements(file, 'own').map((placement, index) => {
      const { edit } = placement;
      const newText = `&q${index} ${edit.newText}`;
      return anchored.has(index) ? { ...placement, edit: { ...edit, newText } } : placement;
    });
    const { change, merged, refused } = planEdits(file.document, 'yaml', all);
    expect(refused.map(({ item }) => all.indexOf(item))).toEqual([...anchored]);
    expect(merged.length).toBe(count - 2);
    expect(change.after).not.toContain('&');
  });

  test('everything in a file that is not read to its end', () => {
    const file = marked(`a: ⟦x⟧\nb: ${'['.repeat(300)}\n`);
    expect(file.document.refusal).toBeDefined();
    expect(planEdits(file.document, 'yaml', placements(file, 'own')).merged).toEqual([]);
  });
});

describe('200 secrets in a file of a megabyte, there and back', () => {
  const filler = '  - name: n\n    note: "some text" # c\n    list: [1, 2, three]\n'.repeat(80);
  const yaml = Array.from(
    { length: 200 },
    (_, at) => `item${at}:\n  password: ⟦made-up-${at}⟧\n  list:\n${filler}`,
  );
  const entry = '{"name": "n", "note": "some text", "list": [1, 2, "three"]},\n'.repeat(80);
  const json = Array.from(
    { length: 200 },
    (_, at) => `{"password": "⟦made-up-${at}⟧", "list": [${entry} 0]}`,
  );

  test.each([
    ['YAML', yaml.join(''), 'yaml'],
    ['YAML with templates', yaml.join('{{- if .Values.x }}\n'), 'yaml'],
    ['one list', yaml.join('').replace(/^item\d+:\n {2}password/gm, '- password'), 'yaml'],
    ['JSON', `[${json.join(',\n')}]`, 'json'],
  ])('%s', (_, text, languageId) => {
    const file = marked(text, languageId);
    expect(file.text.length).toBeGreaterThan(900_000);
    const all = placements(file, 'own');
    let planned: ReturnType<typeof planEdits> | undefined;
    const spent = cpuTime(() => {
      planned = planEdits(file.document, languageId, all);
    });
    expect(planned!.merged.length).toBe(200);
    expect(spent).toBeLessThan(2_000 * LEEWAY);
    const moved = parseConfig(planned!.change.after, languageId);
    const restorings = all.map((placement) => ({ entry: entryOf(placement), value: placement.value }));
    let restored: ReturnType<typeof restoreEdits> | undefined;
    const spentBack = cpuTime(() => {
      restored = restoreEdits(moved, languageId, restorings);
    });
    expect(restored!.change.after).toBe(file.text);
    expect(spentBack).toBeLessThan(2_000 * LEEWAY);
  });
});

test('200 secrets that cannot be moved, among 200 that can, are told apart in a moment', () => {
  const filler = '  - name: n\n    note: "some text" # c\n    list: [1, 2, three]\n'.repeat(
    isFullRun ? 80 : 20,
  );
  const items = Array.from(
    { length: 200 },
    (_, at) => `i${at}: [u:⟦x⟧, y]\np${at}: u:⟦x⟧\nlist${at}:\n${filler}`,
  );
  const file = marked(items.join(''));
  const all = placements(file, 'bank-vaults');
  let planned: ReturnType<typeof planEdits> | undefined;
  const spent = cpuTime(() => {
    planned = planEdits(file.document, 'yaml', all);
  });
  expect(planned!.merged.length).toBe(200);
  expect(planned!.refused.length).toBe(200);
  expect(planned!.merged.every(({ edit }) => file.text.startsWith('u:', edit.start - 2))).toBe(true);
  expect(spent).toBeLessThan(3_000 * LEEWAY);
}, 120_000);
