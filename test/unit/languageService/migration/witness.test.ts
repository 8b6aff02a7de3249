import { beforeEach, describe, expect, test, vi } from 'vitest';
import type * as Jsonc from 'jsonc-parser';
import type * as Yaml from 'yaml';
import {
  type ConfigScalar,
  keysOf,
  locatedScalars,
} from '../../../../server/src/languageService/configDocument.ts';
import type { EditToVerify } from '../../../../server/src/languageService/migration/editToVerify.ts';
import { verifyEdit } from '../../../../server/src/languageService/migration/verifyEdit.ts';
import { type Testimony, witness } from '../../../../server/src/languageService/migration/witness.ts';
import { parseConfig } from '../../../../server/src/languageService/parse/index.ts';
import { placeOwn } from './ownPlacement.ts';
import { cpuTime, LEEWAY } from '../../../support/cpuTime.ts';

const given = vi.hoisted(() => [] as number[]);

vi.mock('yaml', async (original) => {
  const yaml = await original<typeof Yaml>();
  const parseAllDocuments: typeof yaml.parseAllDocuments = (text, ...rest) => {
    given.push(text.length);
    return yaml.parseAllDocuments(text, ...rest);
  };
  return { ...yaml, parseAllDocuments };
});

vi.mock('jsonc-parser', async (original) => {
  const jsonc = await original<typeof Jsonc>();
  const visit: typeof jsonc.visit = (text, ...rest) => {
    given.push(text.length);
    jsonc.visit(text, ...rest);
  };
  return { ...jsonc, visit };
});

beforeEach(() => {
  given.length = 0;
});

const reference = 'secret/app#pw';
const LIMIT = 32 * 1024;

/** The move of the value that holds `made-up`. */
function moveOf(text: string, languageId = 'yaml'): EditToVerify {
  const before = parseConfig(text, languageId);
  const moved = before.scalarAt(text.indexOf('made-up'))!;
  const placement = placeOwn(before, moved, moved, reference);
  if (!placement.ok) throw new Error(placement.reason);
  const { edit, expected } = placement;
  return { before, languageId, moved, edit, expected };
}

function ask({ before, languageId, edit, ...change }: EditToVerify, expected = reference): Testimony {
  return witness({ before, languageId, changes: [{ ...change, edits: [edit], expected }] });
}

type Misread = Partial<Pick<ConfigScalar, 'value' | 'start' | 'end' | 'style' | 'path'>>;

/** A check by a reader that saw something else. */
function misread(check: EditToVerify, scalar: Misread): EditToVerify {
  const { style, kind, path, start, end, value } = check.moved.scalar;
  return {
    ...check,
    moved: { ...check.moved, scalar: { ...keysOf(path), style, kind, start, end, value, ...scalar } },
  };
}

const yamlItems = 'item:\n  - name: x\n    note: "y"\n'.repeat(2_000);
const jsonItems = '{"name": "x", "list": [1, {"note": "y"}]},\n'.repeat(2_000);

describe('agrees', () => {
  test.each([
    ['a small file', 'a: made-up\n'],
    ['several documents', 'a: b\n---\n- made-up\n...\n# end\n'],
    ['CRLF', 'a: "made-up\r\n  x"\r\nb: y\r\n'],
    ['lone CR', 'a: made-up\rb: y\r'],
    ['a large map', `${yamlItems}a: made-up\n${yamlItems}`],
    [
      'a large list',
      `list:\n${'- a: b\n  c: d\n'.repeat(3_000)}- a: made-up\n${'- a: b\n  c: d\n'.repeat(3_000)}end: 1\n`,
    ],
    [
      'deep in a large map',
      `${yamlItems}a:\n    b:\n    - c: {\n        d: made-up\n        }\n${yamlItems}`,
    ],
    ['a large file with a template elsewhere', `{{- if .x }}\n${yamlItems}a: made-up\nb: {{ .x }}y: z\n`],
    ['a small file with a template elsewhere', 'a:\n  b: made-up\n{{- if .x }}\nc: d\n{{- end }}\n'],
    ['an alias of what is left out', `o: &p x\n${yamlItems}a: {b: made-up, c: *p}\n`],
  ])('YAML: %s', (_, text) => {
    const check = moveOf(text);
    expect(ask(check)).toBe('agrees');
    expect(verifyEdit(check)).toBe(true);
  });

  test.each([
    ['small', '// c\n{"a": "made-up", }'],
    ['large', `[\n${jsonItems}{"a": ["made-up"]},\n${jsonItems}0]`],
    ['an object', `{"a": [\n${jsonItems}0],\n"b": {"c": "made-up"},\n"d": [\n${jsonItems}0]}`],
    ['broken elsewhere', `[\n${jsonItems}{"a": "made-up"},\n${jsonItems}{"b": ]`],
  ])('JSON: %s', (_, text) => {
    const check = moveOf(text, 'jsonc');
    expect(ask(check)).toBe('agrees');
    expect(verifyEdit(check)).toBe(true);
  });
});

describe('disagrees, and the edit is refused, when our reader took', () => {
  test.each<[string, string, Misread]>([
    ['another value', 'a: made-up\n', { value: 'made' }],
    ['another value in a large file', `${yamlItems}a:\n  b: [made-up]\n${yamlItems}`, { value: 'made' }],
    ['too much', 'a: made-up # c\n', { value: 'made-up # c' }],
  ])('%s', (name, text, scalar) => {
    const check = misread(moveOf(text), scalar);
    // Nothing tells a part that was cut wrongly from a value that was read wrongly.
    expect(ask(check)).toBe(name.includes('large') ? 'absent' : 'disagrees');
  });

  test.each([
    ['the structure changes', 'a: [made-up]\n', 'secret/a, b#k'],
    ['the rest becomes a comment', '[made-up, x]', 'secret/app #pw'],
    ['an anchor comes in', 'a: made-up\n', `&q ${reference}`],
    ['the file breaks', 'a: made-up\n', '{{'],
    ['a large file breaks', `${yamlItems}a: made-up\n${yamlItems}`, '"x'],
    ['it reads as a number', 'a: made-up\n', '1e3'],
    ['what follows is swallowed in a large file', `${yamlItems}a: made-up\nb: 1\n${yamlItems}`, '|'],
  ])('and when %s', (_, text, newText) => {
    const check = moveOf(text);
    expect(ask({ ...check, edit: { ...check.edit, newText } }, newText)).toBe('disagrees');
  });

  test.each([
    ['small', '{"a": "made-up", "b": 1}', 'x", "c": "y'],
    ['large', `[\n${jsonItems}{"a": "made-up"},\n${jsonItems}0]`, 'x\\'],
  ])('and in JSON: %s', (_, text, newText) => {
    const check = moveOf(text, 'json');
    expect(ask({ ...check, edit: { ...check.edit, newText } }, newText)).toBe('disagrees');
  });
});

describe('is absent', () => {
  test.each([
    ['templates all around', '{{- if .x }}\na: made-up\n  {{- end }}\nb: [\n', 'yaml'],
    ['one large value', `a: |\n  made-up\n${'  x\n'.repeat(20_000)}b: 1\n`, 'yaml'],
    ['a large line', `[${'x, '.repeat(20_000)}made-up]`, 'yaml'],
    ['broken JSON', '{"a": "made-up", "b": }', 'json'],
    ['deep brackets in what our reader takes for text', `a: made-up\nb: "\n${'["]", '.repeat(400)}`, 'yaml'],
  ])('%s', (_, text, languageId) => {
    const testimony = ask(moveOf(text, languageId));
    expect(['absent', 'agrees']).toContain(testimony);
    expect(given.every((length) => length <= LIMIT)).toBe(true);
  });
});

describe('is never given more than 32 Ki', () => {
  test.each([LIMIT - 20, LIMIT - 6, LIMIT - 1, LIMIT, LIMIT + 1, 2 * LIMIT])('of a file of %i', (size) => {
    const filler = '# x\n';
    const end = filler.repeat(size / filler.length);
    const yaml = `a: made-up\n${end}`.slice(0, size);
    expect(ask(moveOf(yaml))).not.toBe('disagrees');
    expect(verifyEdit(moveOf(yaml))).toBe(true);
    const json = `{"a": "made-up", "b": [${'1, '.repeat(size)}`.slice(0, size - 4) + '0 ]}';
    expect(verifyEdit(moveOf(json.replace(/,? ?\d*, *0 \]\}$/, ', 0]}'), 'json'))).toBe(true);
    expect(Math.max(...given, 0)).toBeLessThanOrEqual(LIMIT);
  });
});

test('an alias bomb is not resolved', () => {
  const levels = Array.from(
    { length: 60 },
    (_, at) => `l${at + 1}: &l${at + 1} [${`*l${at}, `.repeat(9)}*l${at}]`,
  );
  const check = moveOf(`a: made-up\nl0: &l0 [x]\n${levels.join('\n')}\n`);
  const spent = cpuTime(() => {
    expect(ask(check)).toBe('agrees');
  });
  expect(spent).toBeLessThan(2_000 * LEEWAY);
});

test.each([
  '[',
  '{a: ',
  '- ',
  'a: ',
  '? ',
  '{? ',
  '"',
  '"x\n',
  "'",
  '&a !t ',
  '*a ',
  ': ',
  '- "\n',
  '%a\n',
  '---\n',
  '\r',
  '\t',
  '|\n',
  '{{',
])('nothing hangs or throws: %j repeated', (piece) => {
  const rest = piece.repeat(LIMIT / piece.length - 100);
  const texts = [
    `a: made-up\n${rest}`,
    `${rest}\na: made-up\n`,
    `k:\n  a: made-up\n  ${rest.slice(0, 9_000)}\nb: 1\n`,
  ];
  const tryIn = (text: string): void => {
    const before = parseConfig(text, 'yaml');
    const moved = before.scalarAt(text.indexOf('made-up'));
    if (!moved) return;
    const placement = placeOwn(before, moved, moved, reference);
    if (placement.ok) verifyEdit({ before, languageId: 'yaml', moved, ...placement });
  };
  expect(cpuTime(() => texts.forEach(tryIn))).toBeLessThan(10_000 * LEEWAY);
});

test(
  'what very many edits of one file take grows with their number, and not with its square',
  { retry: 3, timeout: 120_000 },
  () => {
    const spent = (count: number): number => {
      const text = Array.from({ length: count }, (_, at) => `k${at}: made-up-${at}\n`).join('');
      const before = parseConfig(text, 'yaml');
      const placed = [...locatedScalars(before)].flatMap((moved) => {
        const placement = placeOwn(before, moved, moved, reference);
        return placement.ok ? [{ moved, expected: placement.expected, edits: [placement.edit] }] : [];
      });
      expect(placed).toHaveLength(count);
      return cpuTime(() => {
        expect(witness({ before, languageId: 'yaml', changes: placed })).not.toBe('disagrees');
      });
    };
    spent(1_000);
    expect(spent(16_000)).toBeLessThan(9 * spent(4_000));
  },
);
