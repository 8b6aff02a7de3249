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
function oneScalar(
  value: string,
  style: ConfigScalar['style'],
  text = value,
  path: readonly string[] = ['a'],
): ConfigDocument {
  const scalar: ConfigScalar = { ...keysOf(path), start: 0, end: text.length, style, kind: 'string', value };
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
    ['inline openings of bank-vaults', fill('${vault:')],
    ['inline openings and an end far away', `${fill('${vault:')}}`],
    ['inline openings, each on a line', fill('${vault:\n')],
    ['inline openings and ends', fill('${vault:}')],
    ['inline openings with mistakes before', fill('$${>>>vault:${>bao:')],
    ['inline references of bank-vaults', fill('${vault:secret/data/app#key}')],
    ['inline references that hold each other', fill('${vault:secret/data/app#${.K}}')],
    ['a whole reference of bank-vaults', `vault:secret/${fill('a/')}b#k`],
    ['number signs in one', `vault:secret/a${fill('#')}`],
    ['braces', `\${vault:a${fill('}')}`],
    ['openings of placeholders', fill('<path:')],
    ['openings of placeholders and an end far away', `${fill('<path:')}>`],
    ['openings of placeholders, each on a line', fill('<path:\n')],
    ['placeholders', fill('<path:secret/data/app#key>')],
    ['placeholders without a key', fill('<path:secret/app>')],
    ['a placeholder with modifiers', `<path:secret/data/a#k${fill(' | x')}>`],
    ['a placeholder with blanks', `<path:secret/data/a#${fill(' ')}k${fill(' ')}>`],
    ['schemes of vals', fill('ref+vault://')],
    ['schemes of vals for secret values', fill('secretref+openbao://')],
    ['the beginning of schemes', fill('secretref+')],
    ['references of vals', fill('ref+vault://secret/app#/key+')],
    ['references of vals without an end', fill('ref+vault://secret/app#/key')],
    ['one reference of vals', `ref+vault://secret/${fill('a/')}b#/k`],
    ['parameters of vals', `ref+vault://secret/a?${fill('a=b&')}#/k`],
    ['number signs of vals', `ref+vault://secret/a${fill('#/')}`],
    ['question marks of vals', `ref+vault://secret/a#/${fill('?a')}`],
    ['quotes and commas of vals', `ref+vault://secret/a#/${fill('",')}`],
  ])('%s', (_name, value) => {
    expect(timed(oneScalar(value, 'literal')).ms).toBeLessThan(limit);
  });

  test.each([
    ['base64 of openings', fill('${vault:').slice(0, 48_000)],
    ['base64 of references', fill('<path:secret/data/app#key>').slice(0, 48_000)],
  ])('%s', (_name, decoded) => {
    const value = btoa(decoded);
    const document = oneScalar(value, 'plain', value, ['data', 'a']);
    expect(timed(document).ms).toBeLessThan(limit);
  });

  test('text that looks like base64 of references and is none', () => {
    const value = fill(btoa('vault:'));
    expect(timed(oneScalar(value, 'plain', value, ['data', 'a']))).toMatchObject({ count: 0 });
  });

  test('with escapes to map', () => {
    const value = fill('vault://secret/app/db#password ');
    const { ms, count } = timed(oneScalar(value, 'double-quoted', value.replaceAll('/', '\\/')));
    expect(count).toBeGreaterThan(30_000);
    expect(ms).toBeLessThan(limit);
  });
});
