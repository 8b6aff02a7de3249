import { describe, expect, test } from 'vitest';
import {
  type ConfigDocument,
  type ConfigScalar,
  keysOf,
} from '../../../../server/src/languageService/configDocument.ts';
import { Memory } from '../../../../server/src/languageService/memory.ts';
import { extractReferences } from '../../../../server/src/languageService/references/extract.ts';
import { cpuTime, LEEWAY } from '../../../support/cpuTime.ts';

const size = 1_000_000;
const fill = (piece: string): string => piece.repeat(Math.ceil(size / piece.length)).slice(0, size);

/** A file of one scalar, made without a parser so that only the reading of references is timed. */
function oneScalar(value: string, style: ConfigScalar['style'], text = value): ConfigDocument {
  const scalar: ConfigScalar = { ...keysOf(['a']), start: 0, end: text.length, style, kind: 'string', value };
  const ends = { firstScalar: scalar, lastScalar: scalar };
  const content = { text, scalars: [scalar], ...ends, comments: [], shape: new Memory() };
  return {
    format: 'yaml',
    text,
    blocks: [{ start: 0, document: 0, content }],
    scalarAt: () => undefined,
  };
}

/** Milliseconds that one reading takes, and how many references it gives. */
function timed(document: ConfigDocument): { readonly ms: number; readonly count: number } {
  let count = 0;
  const ms = cpuTime(() => {
    count = extractReferences(document, ['secret', 'team/kv']).length;
  });
  return { ms, count };
}

describe('a scalar of a megabyte is read in linear time', () => {
  // Each took 100 ms or less when written; a quadratic reading takes minutes.
  const limit = 3000 * LEEWAY;

  test.each([
    ['schemes in a row', fill('vault://')],
    ['schemes and a mount', fill('vault://secret/')],
    ['references', fill('vault://secret/app/db#password ')],
    ['references without a gap', fill('vault://secret/app/db#password')],
    ['one path', `secret/${fill('a/')}b#k`],
    ['one URI path', `vault://secret/${fill('a/')}b#k`],
    ['empty segments', `secret${fill('/')}#k`],
    ['number signs', `secret/a${fill('#')}`],
    ['number signs in a URI', `vault://secret/a${fill('#')}`],
    ['full stops', `vault://secret/a#${fill('.')}`],
    ['full stops and a letter', `vault://secret/a#${fill('.')}x`],
    ['one key', `vault://secret/a#${fill('ключ')}`],
    ['escapes', `vault://secret/${fill('%41')}#k`],
    ['broken escapes', `vault://secret/${fill('%')}#k`],
    ['line breaks', `secret/a#${fill('\n')}`],
    ['line breaks and a letter', `secret/a#${fill('\n')}x`],
    ['blanks', `${fill(' ')}vault://secret/a#k`],
    ['slashes', fill('/')],
  ])('%s', (_name, value) => {
    expect(timed(oneScalar(value, 'literal')).ms).toBeLessThan(limit);
  });

  test('with escapes to map', () => {
    const value = fill('vault://secret/app/db#password ');
    const { ms, count } = timed(oneScalar(value, 'double-quoted', value.replaceAll('/', '\\/')));
    expect(count).toBeGreaterThan(30_000);
    expect(ms).toBeLessThan(limit);
  });
});
