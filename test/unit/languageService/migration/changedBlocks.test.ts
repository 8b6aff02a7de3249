import { expect, test } from 'vitest';
import { locatedScalars } from '../../../../server/src/languageService/configDocument.ts';
import { changedBlocks, scalarsOf } from '../../../../server/src/languageService/migration/changedBlocks.ts';
import { applyTo, verifyEdit } from '../../../../server/src/languageService/migration/verifyEdit.ts';
import { parseConfig } from '../../../../server/src/languageService/parse/index.ts';
import { placeOwn } from './ownPlacement.ts';

const reference = 'secret/app#pw';
const items = Array.from({ length: 4_000 }, (_, at) => `- name: n${at}\n  note: "x" # c\n`).join('');
const text = `list:\n${items}- made-up\n${items}`;
const before = parseConfig(text, 'yaml');
const moved = before.scalarAt(text.indexOf('made-up'))!;

test('an edit changes few blocks, and all others are left out', () => {
  const edit = { start: moved.start, end: moved.end, newText: reference };
  const { then, now } = changedBlocks(before, parseConfig(applyTo(text, edit), 'yaml', before));
  expect(before.blocks.length).toBeGreaterThan(10);
  expect(then.length).toBeLessThan(4);
  expect(now.length).toBeLessThan(4);
  expect(scalarsOf(then).some(({ start }) => start === moved.start)).toBe(true);
});

test('a fresh reading shares nothing', () => {
  const { then, now } = changedBlocks(before, parseConfig(text, 'yaml'));
  expect(then.length).toBe(before.blocks.length);
  expect(scalarsOf(now).length).toBe([...locatedScalars(before)].length);
});

test('no change leaves nothing', () => {
  expect(changedBlocks(before, parseConfig(text, 'yaml', before))).toEqual({ then: [], now: [] });
});

test.each([
  ['the reference', reference, true],
  ['another text', 'secret/app#px', false],
  ['an item more', `${reference}\n- y`, false],
  ['a new document', `${reference}\n---\n- y`, false],
  ['a comment', `${reference} # d`, false],
  ['an open quote', `"${reference}`, false],
])('in a large file, writing %s', (_, newText, expected) => {
  const planned = placeOwn(before, moved, moved, reference);
  if (!planned.ok) throw new Error(planned.reason);
  const edit = { ...planned.edit, newText };
  expect(verifyEdit({ before, languageId: 'yaml', moved, edit, expected: reference })).toBe(expected);
});

test('an edit in another place than that of the value is none', () => {
  const start = text.indexOf('n7\n');
  const edit = { start, end: start + 2, newText: reference };
  expect(verifyEdit({ before, languageId: 'yaml', moved, edit, expected: reference })).toBe(false);
});
