import { describe, expect, it } from 'vitest';
import { locatedScalars } from '../../../../server/src/languageService/configDocument.ts';
import {
  MAX_DEPTH,
  MAX_DOCUMENTS,
  MAX_SIZE,
  TOO_DEEP,
} from '../../../../server/src/languageService/parse/guards.ts';
import { parseConfig } from '../../../../server/src/languageService/parse/index.ts';
import { valuesOf } from './readings.ts';

function numbered(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index)).join('\n');
}

describe('the limit of size', () => {
  it('refuses a file to the character', () => {
    expect(parseConfig('#'.repeat(MAX_SIZE), 'yaml').refusal).toBeUndefined();
    const { refusal, blocks } = parseConfig('#'.repeat(MAX_SIZE + 1), 'yaml');
    expect(refusal).toEqual({ limit: 'size', max: MAX_SIZE });
    expect(blocks).toEqual([]);
  });

  it('is left again when the file gets smaller', () => {
    const small = parseConfig('a: 1', 'yaml');
    const large = parseConfig('#'.repeat(MAX_SIZE + 1), 'yaml', small);
    expect(large.refusal?.limit).toBe('size');
    expect(large.scalarAt(0)).toBeUndefined();
    const again = parseConfig('a: 2', 'yaml', large);
    expect(again.refusal).toBeUndefined();
    expect([...locatedScalars(again)]).toHaveLength(1);
  });

  it('is the only one: 100,000 keys are read', () => {
    const text = numbered(100_000, (index) => `key${index}: value`);
    const document = parseConfig(text, 'yaml');
    expect(document.refusal).toBeUndefined();
    expect([...locatedScalars(document)]).toHaveLength(100_000);
  });
});

const SHAPES: Readonly<Record<string, [string, (depth: number) => string]>> = {
  brackets: ['yaml', (depth) => '['.repeat(depth) + ']'.repeat(depth)],
  'brackets in JSON': ['json', (depth) => '['.repeat(depth) + ']'.repeat(depth)],
  'objects in JSON': ['json', (depth) => '{"a":'.repeat(depth) + '1' + '}'.repeat(depth)],
  'unclosed brackets': ['yaml', (depth) => `a\n---\n${'['.repeat(depth)}`],
  indentation: ['yaml', (depth) => numbered(depth, (index) => `${' '.repeat(index)}a:`)],
  'compact lists': ['yaml', (depth) => '- '.repeat(depth) + 'x'],
};

describe('the limit of depth', () => {
  it.each(Object.entries(SHAPES))('is told: %s', (_name, [languageId, shape]) => {
    expect(parseConfig(shape(MAX_DEPTH), languageId).refusal).toBeUndefined();
    const tooDeep = parseConfig(shape(MAX_DEPTH + 1), languageId);
    expect(tooDeep.refusal).toEqual({ limit: 'depth', max: MAX_DEPTH });
    expect(tooDeep.refusal).toEqual(TOO_DEEP);
    for (const { scalar } of locatedScalars(tooDeep)) {
      expect(scalar.path.length).toBeLessThanOrEqual(MAX_DEPTH);
    }
  });

  it('does not count brackets in quotes, text or comments', () => {
    const text = `{"a": "${'['.repeat(1000)}", "b": ["x"]}`;
    expect(parseConfig(text, 'json').refusal).toBeUndefined();
    expect(parseConfig(text, 'yaml').refusal).toBeUndefined();
    const block = `a: |\n  ${'['.repeat(1000)}\n# ${'{'.repeat(1000)}\nb: x${'['.repeat(999)}`;
    expect(parseConfig(block, 'yaml').refusal).toBeUndefined();
  });

  it.each([
    ['in another document', `a: 1\n---\n${'['.repeat(500)}\n---\nb: 2`],
    ['in an unclosed value', `a: 1\nx: ${'['.repeat(500)}\nb: 2`],
    ['in a closed value', `a: 1\nx: ${'['.repeat(500)}y${']'.repeat(500)}\nb: 2`],
    ['in a list', `a: 1\nx: [${'['.repeat(500)}y${']'.repeat(500)}]\nb: 2`],
    ['in a flow map', `{a: 1, x: ${'['.repeat(500)}y${']'.repeat(500)}, b: 2}`],
  ])('costs what is too deep and leaves the rest: %s', (_name, text) => {
    expect(parseConfig(text, 'yaml').refusal?.limit).toBe('depth');
    expect(valuesOf(text)).toEqual([
      ['a', '1'],
      ['b', '2'],
    ]);
  });

  it('leaves the rest below steps of indentation', () => {
    const steps = numbered(MAX_DEPTH + 50, (index) => `${' '.repeat(index + 1)}k${index}:`);
    const text = `a: 1\nx:\n${steps} y\n  z: 3\nb: 2`;
    expect(parseConfig(text, 'yaml').refusal?.limit).toBe('depth');
    const read = valuesOf(text).filter(([, value]) => value !== '');
    expect(read).toContainEqual(['a', '1']);
    expect(read).toContainEqual(['b', '2']);
    expect(read.map(([, value]) => value)).not.toContain('y');
  });

  it('is left again when an edit closes what was open', () => {
    const deep = parseConfig(`a: 1\n---\n${'['.repeat(500)}\n---\nb: 2`, 'yaml');
    const edited = parseConfig('a: 1\n---\n[]\n---\nb: 2', 'yaml', deep);
    expect(edited.refusal).toBeUndefined();
    expect([...locatedScalars(edited)].map(({ scalar }) => scalar.value)).toEqual(['1', '2']);
  });
});

describe('the limit of documents', () => {
  const documents = (count: number): string => numbered(count, (index) => `---\nk: v${index}`);

  it('leaves those before it, and is told', () => {
    const text = documents(MAX_DOCUMENTS + 3);
    const read = parseConfig(text, 'yaml');
    expect(read.refusal).toEqual({ limit: 'documents', max: MAX_DOCUMENTS });
    expect([...locatedScalars(read)].at(-1)?.scalar.value).toBe(`v${MAX_DOCUMENTS - 1}`);
    expect(parseConfig(documents(MAX_DOCUMENTS), 'yaml').refusal).toBeUndefined();
  });

  it('is left again when an edit takes documents away, and reached when one brings them', () => {
    const text = documents(MAX_DOCUMENTS);
    const more = `---\nk: before\n${text}`;
    const read = parseConfig(text, 'yaml');
    const beyond = parseConfig(more, 'yaml', read);
    expect(beyond.refusal?.limit).toBe('documents');
    expect([...locatedScalars(beyond)]).toHaveLength(MAX_DOCUMENTS);
    const again = parseConfig(text, 'yaml', beyond);
    expect(again.refusal).toBeUndefined();
    expect([...locatedScalars(again)]).toHaveLength(MAX_DOCUMENTS);
  });
});
