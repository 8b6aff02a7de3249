import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../../../../server/src/languageService/parse/index.ts';
import { extractReferences } from '../../../../../server/src/languageService/references/extract.ts';
import type { ReferencePlace } from '../../../../../server/src/languageService/references/formats/place.ts';
import {
  referenceFormats,
  type ReferenceFormat,
} from '../../../../../server/src/languageService/references/formats/referenceFormat.ts';
import {
  whyNotWritten,
  writeReference,
} from '../../../../../server/src/languageService/references/formats/writeReference.ts';
import type { ReferenceTarget } from '../../../../../server/src/languageService/references/format.ts';
import { fullTimeout, runs } from '../../migration/runs.ts';
import type { KvVersion } from '../../../../../server/src/languageService/secretStore.ts';

const special = fc.constantFrom(
  ...'#%+ {}$<>.:@&?,;()[]\'"`|\\^~=!*é😀_-'.split(''),
  ...['data', 'vault:', 'v1:', 'ref+', '<path:', '%41', '#/', '\u200b', '\ud800', '\n', 'a', 'B', '9'],
);
const hostile = fc.array(special, { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join(''));
/** Names as people give them, so that enough is written. */
const usual = fc.constantFrom('app', 'db', 'data', 'my app', 'größe', 'a.b', 'x_y-z', '名前');
const name = fc.oneof({ weight: 3, arbitrary: usual }, { weight: 1, arbitrary: hostile });
const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((segments) => segments.join('/'));
const target: fc.Arbitrary<ReferenceTarget> = fc.record({ mount: path, path, key: name });
const place: fc.Arbitrary<ReferencePlace> = fc.record({
  kvVersion: fc.constantFrom<KvVersion>(1, 2),
  isInline: fc.boolean(),
  isBase64: fc.boolean(),
  isOpenBao: fc.boolean(),
});

/** Texts that come before and behind a reference. */
const around: readonly (readonly [string, string])[] = [
  ['postgres://app:', '@db:5432/x?y=1#z'],
  ['Bearer ', ''],
  ['', ' and more'],
  ['{"password":"', '"}'],
  ['x=', ','],
  ['', '}'],
  ['my-secret', ''],
];

/** What is read where the reference is the value of a key, or a part of it. */
function read(value: string, { mount }: ReferenceTarget, kvVersion: KvVersion): readonly unknown[] {
  const text = JSON.stringify({ data: { a: value } });
  return extractReferences(parseConfig(text, 'json'), [{ path: mount, kvVersion }]).map(({ extracted }) =>
    extracted.kind === 'found' ? { dialect: extracted.dialect, ...extracted.reference } : extracted,
  );
}

describe.each(referenceFormats)('%s', (format: ReferenceFormat) => {
  test(
    'what is written names the same mount, path and key when it is read',
    () => {
      let count = 0;
      fc.assert(
        fc.property(target, place, fc.constantFrom(...around), (to, at, [before, behind]) => {
          const isPart = at.isInline && !at.isBase64;
          const exact = isPart ? { ...at, before, behind } : at;
          const text = writeReference(format, to, exact);
          expect(text === undefined).toBe(whyNotWritten(format, to, exact) !== undefined);
          if (text === undefined) return;
          count++;
          const value = isPart ? `${before}${text}${behind}` : text;
          const [reading, ...others] = read(value, to, at.kvVersion);
          const dialect = format === 'own' && text.startsWith('vault://') ? 'uri' : format;
          expect(reading).toEqual({ dialect, ...to });
          expect(others).toEqual([]);
        }),
        runs(4_000, 40_000),
      );
      expect(count).toBeGreaterThan(500);
    },
    fullTimeout,
  );

  test(
    'within base64 text may stand around it',
    () => {
      let count = 0;
      fc.assert(
        fc.property(
          target,
          fc.constantFrom<KvVersion>(1, 2),
          fc.constantFrom(...around),
          (to, kvVersion, [before, behind]) => {
            const text = writeReference(format, to, {
              kvVersion,
              isInline: true,
              isBase64: false,
              before,
              behind,
            });
            if (text === undefined || format === 'vals') return;
            count++;
            const value = Buffer.from(`${before}${text}${behind}`).toString('base64');
            expect(read(value, to, kvVersion)).toEqual([{ dialect: format, ...to }]);
          },
        ),
        runs(1_000, 10_000),
      );
      expect(count > 0).toBe(format === 'bank-vaults' || format === 'argocd-vault-plugin');
    },
    fullTimeout,
  );

  test(
    'two in one value are both read',
    () => {
      let count = 0;
      fc.assert(
        fc.property(path, path, name, name, (mount, folder, user, password) => {
          const at = { kvVersion: 2, isInline: true, isBase64: false } as const;
          const targets = [user, password].map((key) => ({ mount, path: folder, key }));
          const texts = targets.map((one) => writeReference(format, one, at));
          if (texts.includes(undefined)) return;
          count++;
          expect(read(`${texts[0]}:${texts[1]}`, targets[0]!, 2)).toEqual(
            targets.map((one) => ({ dialect: format, ...one })),
          );
        }),
        runs(1_000, 10_000),
      );
      expect(count > 0).toBe(format !== 'own');
    },
    fullTimeout,
  );
});
