import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detect } from './marks.ts';

/** A file in which a value is being typed. */
interface Place {
  readonly name: string;
  readonly fileName?: string;
  write(value: string): string;
}

const places: readonly Place[] = [
  { name: 'YAML', write: (value) => `db:\n  password: ${value}\n  port: 5432\n` },
  { name: 'quoted', write: (value) => `db:\n  password: "${value}"\n  port: 5432\n` },
  { name: 'a strong key', write: (value) => `app:\n  clientSecret: ${value}\n` },
  { name: 'JSON', fileName: 'a.json', write: (value) => `{"db": {"password": "${value}"}, "port": 1}` },
  {
    name: 'compose',
    fileName: 'compose.yml',
    write: (value) => `services:\n  a:\n    environment:\n      - DB_PASSWORD=${value}\n`,
  },
  { name: 'a pair', write: (value) => `env:\n  - name: DB_PASSWORD\n    value: ${value}\n` },
  { name: 'a Secret', write: (value) => `kind: Secret\napiVersion: v1\nstringData:\n  password: ${value}\n` },
];

/** Whether there is a finding, after each character of a value. */
function seenWhileTyping(place: Place, value: string, from = 1): boolean[] {
  return Array.from({ length: value.length + 1 - from }, (_, index) => {
    const text = place.write(value.slice(0, index + from));
    return detect(text, place.fileName).length > 0;
  });
}

function changes(seen: readonly boolean[]): number {
  return seen.filter((now, index) => now !== (seen[index - 1] ?? false)).length;
}

const alphabet = 'abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const generated = fc
  .array(fc.constantFrom(...alphabet.split('')), { minLength: 12, maxLength: 40 })
  .filter((characters) => new Set(characters).size > 5)
  .map((characters) => characters.join(''))
  // A character over and over is a stand-in.
  .filter((text) => !/(.)\1{3}/i.test(text));
const words = fc
  .array(
    fc.constantFrom(
      'blue',
      'Harbor',
      'winter',
      'passport',
      'secretive',
      'adminix',
      'Password',
      'river',
      'noodle',
      'trueblood',
      'external',
      'manager',
      'changeling',
      'vaulted',
      'filet',
      'nullify',
      'environs',
    ),
    { minLength: 1, maxLength: 3 },
  )
  .chain((all) => fc.tuple(fc.constant(all.join('-')), fc.constantFrom('7!', '2026', '99x', '-4Ever')))
  .map(([start, end]) => start + end);

describe('a secret that is being typed', () => {
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
  ];

  describe.each(places)('in $name', (place) => {
    it.each(known)('%s appears once and stays', (value) => {
      const seen = seenWhileTyping(place, value);
      expect(changes(seen)).toBeLessThanOrEqual(1);
      // A bare number under a key that does not say password may be a count, and there an order of words a name.
      if (place.name !== 'a strong key') expect(seen.at(-1)).toBe(true);
    });

    it('appears once and stays, however it is made', () => {
      fc.assert(
        fc.property(fc.oneof(generated, words), (value) => {
          expect(changes(seenWhileTyping(place, value)), value).toBeLessThanOrEqual(1);
        }),
        { numRuns: 150 },
      );
    });
  });

  it('does so in base64', () => {
    const place: Place = {
      name: 'data',
      write: (value) => `kind: Secret\napiVersion: v1\ndata:\n  password: ${value}\n`,
    };
    fc.assert(
      fc.property(fc.oneof(generated, words), (value) => {
        const encoded = Buffer.from(value).toString('base64');
        expect(changes(seenWhileTyping(place, encoded)), value).toBeLessThanOrEqual(1);
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    'postgres://app:n0t-Real-9z@db:5432/app',
    'Server=sql;Database=app;User Id=app;Password=n0t-Real-9z;Encrypt=True',
    'redis-server --requirepass n0t-Real-9z --port 6379',
    '${DB_PASSWORD:-n0t-Real-9z}',
  ])('does so within %s', (value) => {
    const place: Place = { name: 'a neutral key', write: (text) => `conf: ${text}\n` };
    const seen = seenWhileTyping(place, value);
    expect(changes(seen)).toBe(1);
    expect(seen.at(-1)).toBe(true);
  });
});

describe('a reference that is being typed', () => {
  const references = [
    '${DB_PASSWORD}',
    '${DB_PASSWORD:?}',
    '$DB_PASSWORD',
    '$(cat pw)',
    '{{ .Values.password }}',
    '{{ lookup(1) }}',
    '${{ secrets.DB }}',
    'vault:secret/data/app#password',
    'vault://secret/app/db#password',
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
    'changeme',
  ];

  it.each(references)('%s never shows as a secret', (value) => {
    const quoted: Place = {
      name: 'JSON',
      fileName: 'a.json',
      write: (text) => `{"db": {"password": "${text}"}}`,
    };
    expect(seenWhileTyping(quoted, value)).not.toContain(true);
  });

  it.each(references)('%s never shows in YAML', (value) => {
    const quoted: Place = { name: 'YAML', write: (text) => `db:\n  password: '${text}'\n  port: 1\n` };
    expect(seenWhileTyping(quoted, value)).not.toContain(true);
  });
});
