import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anySecret } from '../../../support/findings/typedSecrets.ts';
import {
  neutralPlaces,
  passwordPlaces,
  secretPlaces,
  turns,
  type TypingPlace,
  whileTyping,
  writtenIn,
} from '../../../support/findings/typingPlaces.ts';
import { detect } from './marks.ts';

/** Whether there is a finding, after each character of a value. */
function seen(place: TypingPlace, value: string): readonly boolean[] {
  return whileTyping(place, writtenIn(place, value), (text) => detect(text, place.fileName).length > 0);
}

describe('what detection says of each beginning of a secret', () => {
  const known = [
    'hunter22',
    'n0t-Real-9z',
    'P@ssw0rd!23',
    'postgres',
    'admin123',
    '123456',
    '123m4x9q',
    '32e1f09c77aa',
    'true-blood-77',
    '0a1b2c3d-4e5f-4607-8192-a3b4c5d6e7f8',
    '5abee519483bc9f8cb37ce280e814bd0',
    'nullable9X',
    'offline-77',
    'readonly-9x',
    'secretive99',
    'Tokenizer-8',
    'exampl3-77',
    'harbour velvet pigeon lantern',
    'correct horse battery staple',
    'forest canvas butter willow allow newer',
  ];

  describe.each(passwordPlaces)('in $name', (place) => {
    it.each(known)('%s appears once and stays', (value) => {
      const all = seen(place, value);
      expect(turns(all)).toBe(1);
      expect(all.at(-1)).toBe(true);
    });
  });

  it('is nothing, and then always that there is one', () => {
    const places = [...passwordPlaces, ...secretPlaces, ...neutralPlaces];
    fc.assert(
      fc.property(fc.constantFrom(...places), anySecret, (place, value) => {
        expect(turns(seen(place, value))).toBeLessThanOrEqual(1);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is so of what is generated in any alphabet, under keys that leave it to the value and in headers', () => {
    const alphabets = [
      '0123456789abcdef',
      'abcdefghijkmnpqrstuvwxyz23456789',
      'ABCDEFGHJKLMNPQRSTUVWXYZ23456789',
    ];
    const text = fc
      .constantFrom(...alphabets)
      .chain((letters) =>
        fc.string({ unit: fc.constantFrom(...letters.split('')), minLength: 20, maxLength: 44 }),
      );
    const header = { before: 'curl: -H "Authorization: Bearer ', after: '" host\n' };
    const places = [
      ...secretPlaces.slice(2),
      { ...header, name: 'a header', fileName: 'a.yaml', quote: '' } as const,
    ];
    fc.assert(
      fc.property(fc.constantFrom(...places), text, (place, value) => {
        expect(turns(seen(place, value))).toBeLessThanOrEqual(1);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is so of as many zeros as a digest is long', () => {
    const value = `${'0'.repeat(31)}a0`;
    for (const place of secretPlaces) expect(turns(seen(place, value)), place.name).toBeLessThanOrEqual(1);
  });

  it('is so of base64', () => {
    const before = 'kind: Secret\napiVersion: v1\ndata:\n  password: ';
    const place: TypingPlace = { name: 'data', fileName: 'a.yaml', quote: '', before, after: '\n' };
    fc.assert(
      fc.property(anySecret, (value) => {
        expect(turns(seen(place, Buffer.from(value).toString('base64')))).toBeLessThanOrEqual(1);
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    'Basic YXBwOm4wdC1SZWFsLTl6LWFuZC1sb25nZXI=',
    'postgres://app:n0t-Real-9z@db:5432/app',
    'Server=sql;Database=app;User Id=app;Password=n0t-Real-9z;Encrypt=True',
    'redis-server --requirepass n0t-Real-9z --port 6379',
    '${DB_PASSWORD:-n0t-Real-9z}',
  ])('is so within %s', (value) => {
    for (const place of neutralPlaces) {
      expect(turns(seen(place, value))).toBe(1);
      expect(seen(place, value).at(-1)).toBe(true);
    }
  });
});

describe('what detection says of each beginning of a reference', () => {
  it.each([
    '${DB_PASSWORD}',
    '${DB_PASSWORD:?}',
    '$DB_PASSWORD',
    '$(cat pw)',
    '{{ .Values.password }}',
    '{{ lookup(1) }}',
    '${{ secrets.DB }}',
    'vault:secret/data/app#password',
    'vault://secret/app/db#password',
    'kv/team/app#password',
    '>>vault:secret/data/app',
    'bao:secret/app#k',
    'ref+vault://secret/app#/k',
    'op://vault/item/password',
    '<path:secret/data/app#password>',
    '<password>',
    '((app/db.password))',
    'ENC[AES256_GCM,data:Q1w2,iv:x,tag:y]',
    '%DB_PASSWORD%',
    '@db.password@',
    '#{DbPassword}#',
    '__DB_PASSWORD__',
    'env:DB_PASSWORD',
    'file:/run/secrets/pw',
    'arn:aws:secretsmanager:eu:1:secret:x',
    '/run/secrets/pw',
    '$apr1$madeUp$hashOnly',
    'changeme',
    'your-password',
  ])('is nothing: %s', (value) => {
    for (const place of passwordPlaces) expect(seen(place, value), place.name).not.toContain(true);
  });
});
