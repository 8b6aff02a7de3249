import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../../../server/src/languageService/parse/index.ts';
import { mayHoldEncoded } from '../../../../server/src/languageService/references/encodedReferences.ts';
import { extractReferences } from '../../../../server/src/languageService/references/extract.ts';
import { mounts, toldReferences } from './told.ts';

const secret = (value: string): string => `kind: Secret\napiVersion: v1\ndata:\n  a: ${value}\n`;

describe('base64 below `data`', () => {
  test.each([
    ['vault:kv/data/app#key', ['bank-vaults: kv | app | key']],
    ['bao:kv/data/app#key#2', ['bank-vaults: kv | app | key @2']],
    ['<path:kv/data/app#key>', ['argocd-vault-plugin: kv | app | key']],
    [
      'postgres://${vault:kv/data/a#user}:${vault:kv/data/a#password}@db',
      ['bank-vaults: kv | a | user', 'bank-vaults: kv | a | password'],
    ],
    ['größe <path:kv/data/app#key>', ['argocd-vault-plugin: kv | app | key']],
    ['ref+vault://kv/app#/key', []],
    ['kv/app#key', []],
    ['nothing of the kind', []],
  ])('%s', (text, expected) => {
    expect(toldReferences(secret(Buffer.from(text).toString('base64')))).toEqual(expected);
  });

  test('all ranges are those of the whole value, and it says so', () => {
    const encoded = btoa('x=${vault:kv/data/app#key}');
    const text = secret(encoded);
    const [placed] = extractReferences(parseConfig(text, 'yaml'), mounts);
    const whole = { start: text.indexOf(encoded), end: text.indexOf(encoded) + encoded.length };
    expect(placed?.extracted).toMatchObject({
      ...whole,
      isEncoded: true,
      mountRange: whole,
      pathRange: whole,
      keyRange: whole,
    });
  });

  test('broken over several lines', () => {
    const encoded = btoa('a longer text with ${vault:kv/data/app#key} in its middle');
    const lines = (encoded.match(/.{1,5}/g) ?? []).map((line) => `    ${line}\n`).join('');
    expect(toldReferences(`data:\n  a: |\n${lines}`)).toEqual(['bank-vaults: kv | app | key']);
  });

  test('a line break at its end is a part of the key, as many find out', () => {
    const encoded = btoa('vault:kv/data/app#key\n');
    expect(toldReferences(secret(encoded))).toEqual([`bank-vaults: malformed at "${encoded}"`]);
  });

  test('nowhere else, and not where it is no base64', () => {
    const encoded = btoa('vault:kv/data/app#key');
    expect(toldReferences(`stringData:\n  a: ${encoded}\n`)).toEqual([]);
    expect(toldReferences(`data:\n  a: "!${encoded}"\n`)).toEqual([]);
  });

  test('JSON', () => {
    const text = JSON.stringify({ items: [{ kind: 'Secret', data: { a: btoa('<path:kv/data/a#k>') } }] });
    expect(toldReferences(text, 'json')).toEqual(['argocd-vault-plugin: kv | a | k']);
  });
});

test('the look before sees every mark at every place', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('vault:', 'bao:', '<path:'),
      fc.string({ unit: 'binary' }),
      (before, mark, after) => {
        expect(mayHoldEncoded(Buffer.from(before + mark + after).toString('base64'))).toBe(true);
      },
    ),
    { numRuns: 3_000 },
  );
  expect(mayHoldEncoded(btoa('nothing of the kind, at any length'))).toBe(false);
});
