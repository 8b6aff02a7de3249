import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sharePolicies } from '../../../../server/src/languageService/migration/migrationSettings.ts';
import { isSpellable, parseTarget } from '../../../../server/src/languageService/migration/parseTarget.ts';
import { referenceFormats } from '../../../../server/src/languageService/references/formats/referenceFormat.ts';
import { targetId } from '../../../../server/src/migration/plan/assignTargets.ts';
import { retarget, tick } from '../../../../server/src/migration/plan/changePlan.ts';
import type { Plan } from '../../../../server/src/migration/plan/plan.ts';
import { runs } from '../../languageService/migration/runs.ts';
import { plan, source, targets, template } from './planWorld.ts';

const key = fc.oneof(
  fc.constantFrom(
    'p',
    'password',
    'p_2',
    '..',
    '',
    'data',
    '#',
    'a/b',
    '__proto__',
    '](x)',
    '${key}',
    '\u202e',
  ),
  fc.string({ unit: 'binary', maxLength: 6 }),
);
const value = fc.constantFrom('pw-∆1', 'pw-∆2', 'pw-∆3', 'pw-∆4\nlines', 'pw-"∆5', 'pw-\\∆6');
const document = fc.dictionary(key, fc.oneof(value, fc.dictionary(key, value, { maxKeys: 3 })), {
  maxKeys: 4,
});
const path = fc.oneof(
  fc.constantFrom('a.json', 'b.json', 'deploy/prod/a.json', 'data/x.json', '../x.json', '.terraform/a.json'),
  fc.string({ unit: 'binary', maxLength: 8 }).map((name) => `${name}.json`),
);
const files = fc.uniqueArray(fc.record({ path, document }), { maxLength: 4, selector: (file) => file.path });
const written = fc.constantFrom(
  '${mount}/${workspaceFolder}/${relativePath}#${keyPath}',
  'secret/all#${key}',
  'secret/${environment}/${key}#v',
  'secret/${relativePath}#one',
);
const options = fc.record({
  template: written.map((text) => template(text)),
  share: fc.constantFrom(...sharePolicies),
  formatOf: fc.constantFrom(...referenceFormats).map((format) => () => format),
});

/** Of the moves that a run would make, each target has one value; and what cannot be moved is neither on nor in moves. */
function expectSound(made: Plan): void {
  const values = new Map<string, string>();
  for (const { id, isOn, obstacle, target } of made.entries) {
    const move = made.moves.get(id);
    expect(move === undefined).toBe(obstacle !== undefined);
    if (move === undefined) expect(isOn).toBe(false);
    if (!move || !isOn) continue;
    expect(values.get(targetId(target)) ?? move.value).toBe(move.value);
    values.set(targetId(target), move.value);
    expect(move.entry).toBe(made.entries.find((entry) => entry.id === id));
  }
  expect(JSON.stringify(made.entries)).not.toContain('pw-∆');
}

describe('whatever stands in files', () => {
  test('a plan gives two values never one target, and no value away', () => {
    fc.assert(
      fc.property(files, options, (written, chosen) => {
        const sources = written.map((file) => source(file.path, JSON.stringify(file.document)));
        const made = plan(sources, chosen);
        expectSound(made);
        const values = new Map<string, string>();
        for (const { target } of made.entries) expect(isSpellable(target)).toBe(true);
        for (const { entry, value: own } of made.moves.values()) {
          const id = targetId(entry.target);
          expect(values.get(id) ?? own).toBe(own);
          if (chosen.share === 'never') expect(values.has(id)).toBe(false);
          values.set(id, own);
          if (entry.format !== 'own') continue;
          expect(parseTarget(entry.reference, ['secret'])).toEqual({ ok: true, target: entry.target });
        }
        expect(targets(plan(sources.toReversed(), chosen))).toEqual(targets(made));
      }),
      runs(600, 20_000),
    );
  });

  test('no change makes a plan that would write two values to one target', () => {
    const target = fc.record({
      mount: fc.constantFrom('secret', 'kv'),
      path: fc.constantFrom('shop/a', 'all', '..', 'x'),
      key: fc.constantFrom('p', 'p_2', 'password', ''),
    });
    const change = fc.record({ index: fc.nat(12), to: fc.option(target), isOn: fc.boolean() });
    fc.assert(
      fc.property(files, options, fc.array(change, { maxLength: 8 }), (written, chosen, changes) => {
        let made = plan(
          written.map((file) => source(file.path, JSON.stringify(file.document))),
          chosen,
        );
        for (const { index, to, isOn } of changes) {
          const id = made.entries[index % Math.max(1, made.entries.length)]?.id ?? '';
          made = to ? retarget(made, id, to) : tick(made, [id], isOn);
          expectSound(made);
          if (to && made.entries.length > 0) {
            expect(made.entries.find((entry) => entry.id === id)?.target).toEqual(to);
          }
        }
      }),
      runs(600, 20_000),
    );
  });
});
