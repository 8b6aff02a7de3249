import fc from 'fast-check';
import type { SecretTarget } from '../../../../server/src/languageService/migration/moveResult.ts';
import { isSpellable } from '../../../../server/src/languageService/migration/parseTarget.ts';

/** Names that YAML, JSON, URLs or a reader of references could trip over. */
const name = fc.oneof(
  fc.constantFrom(
    'password',
    'a: b',
    'b:',
    "it's",
    '*x',
    '- y',
    '---',
    'ключ',
    'a,b',
    '[x]',
    '{x}',
    '50%',
    '@at',
    '`tick`',
    'true',
    'a"b',
    'a\\b',
    '#h',
    'x #y',
    '!t',
    '&amp',
    '|',
    '>',
    '~',
    '?',
    ': ',
    'null',
    '<<',
    'a b',
    '1e3',
    '🔑',
  ),
  fc.string({ minLength: 1, maxLength: 8 }),
);

/** Any target that a reference can name. */
export const target: fc.Arbitrary<SecretTarget> = fc
  .record({
    mount: fc.oneof({ weight: 2, arbitrary: fc.constant('secret') }, { weight: 1, arbitrary: name }),
    path: name,
    key: name,
  })
  .filter(isSpellable);
