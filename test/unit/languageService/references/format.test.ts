import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ownReference } from '../../../../server/src/languageService/references/dialects/own.ts';
import { uriReferences } from '../../../../server/src/languageService/references/dialects/uri.ts';
import { formatReference } from '../../../../server/src/languageService/references/format.ts';
import { knownMounts } from '../../../../server/src/languageService/references/mounts.ts';
import type { ExtractedReference } from '../../../../server/src/languageService/references/reference.ts';

describe('formatReference', () => {
  test.each(
    [
      [{ mount: 'secret', path: 'app/db', key: 'password' }, 'secret/app/db#password'],
      [{ mount: 'team/kv', path: 'größe', key: 'a.b/c' }, 'team/kv/größe#a.b/c'],
      [{ mount: 'secret', path: 'my app', key: 'key' }, 'vault://secret/my%20app#key'],
      [{ mount: 'secret', path: 'a#b/c', key: '50%' }, 'vault://secret/a%23b/c#50%25'],
      [{ mount: 'secret', path: 'app', key: ' key ' }, 'vault://secret/app#%20key%20'],
      [
        { mount: 'secret', path: 'a{b}', key: "it's/(x)!." },
        'vault://secret/a%7Bb%7D#it%27s%2F%28x%29%21%2E',
      ],
    ].map(([target, text]) => ({ target, text }) as const),
  )('$text', ({ target, text }) => {
    expect(formatReference(target as never)).toBe(text);
  });

  test('does not throw for what no reference can hold', () => {
    expect(formatReference({ mount: 'secret', path: '\ud800', key: '\u0000' })).toBe(
      'vault://secret/%EF%BF%BD#%00',
    );
  });
});

const printable = /^(?:(?! )[^\p{Cc}\p{Cf}\p{Cs}\p{Z}]| )+$/u;
const special = fc.constantFrom(
  ...'#%/ {}$<>.:@&?,;()[]\'"`|\\^~+=!*é😀'.split(''),
  'vault://',
  '%41',
  'a',
  'B',
);
const name = fc
  .oneof(
    fc.array(special, { minLength: 1, maxLength: 8 }).map((pieces) => pieces.join('')),
    fc.string({ unit: 'grapheme', minLength: 1 }),
  )
  .filter((text) => printable.test(text));
const segment = name.map((text) => text.replaceAll('/', '-')).filter((text) => text !== '.' && text !== '..');
const path = fc.array(segment, { minLength: 1, maxLength: 4 }).map((segments) => segments.join('/'));

describe('read again', () => {
  test('as a whole scalar, and between other text, it names the same secret', () => {
    let encoded = 0;
    fc.assert(
      fc.property(path, path, name, (mount, folder, key) => {
        const target = { mount, path: folder, key };
        const text = formatReference(target);
        expect(reference(read(text, mount))).toEqual(target);
        if (!text.startsWith('vault://')) return;
        encoded++;
        for (const around of ['see X.', '"X"', 'u:X@host/db', 'a=X&b', 'X, and']) {
          expect(
            uriReferences(
              around.replace('X', () => text),
              knownMounts([mount]),
            ).map(reference),
          ).toEqual([target]);
        }
      }),
      { numRuns: 10_000 },
    );
    expect(encoded).toBeGreaterThan(1000);
  });

  function read(text: string, mount: string): ExtractedReference | undefined {
    const mounts = knownMounts([mount]);
    return ownReference(text, 'double-quoted', mounts) ?? uriReferences(text, mounts)[0];
  }

  function reference(reading: ExtractedReference | undefined): unknown {
    return reading?.kind === 'found' ? reading.reference : reading;
  }
});

test('the longest known mount wins', () => {
  const letters = fc
    .array(fc.constantFrom('a', 'b'), { minLength: 1, maxLength: 3 })
    .map((parts) => parts.join('/'));
  fc.assert(
    fc.property(fc.array(letters, { minLength: 1 }), letters, (mounts, text) => {
      const reading = ownReference(`${text}/x#k`, 'plain', knownMounts(mounts));
      const fitting = mounts.filter((mount) => `${text}/`.startsWith(`${mount}/`));
      const longest = Math.max(0, ...fitting.map((mount) => mount.length));
      const found = reading?.kind === 'found' ? reading.reference.mount.length : 0;
      expect(found).toBe(longest);
    }),
  );
});
