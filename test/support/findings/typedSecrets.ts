import fc from 'fast-check';

const alphabet = 'abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** What a program generates. */
const generated = fc
  .array(fc.constantFrom(...alphabet.split('')), { minLength: 12, maxLength: 40 })
  .filter((characters) => new Set(characters).size > 5)
  .map((characters) => characters.join(''))
  // A character over and over is a stand-in.
  .filter((text) => !/(.)\1{3}/i.test(text));

const word = fc.constantFrom(
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
);

/** What a person makes of words and a number. */
const ofWords = fc
  .tuple(fc.array(word, { minLength: 1, maxLength: 3 }), fc.constantFrom('7!', '2026', '99x', '-4Ever'))
  .map(([words, end]) => words.join('-') + end);

/** Any password. */
export const anySecret = fc.oneof(generated, ofWords);
