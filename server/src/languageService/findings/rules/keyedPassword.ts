import type { Rule } from '../rule.ts';
import { keyedHits } from '../keyedScalars.ts';
import { trait } from '../trait.ts';

/** Literals under a key that ends in a word for a password. */
export const keyedPassword: Rule = {
  id: 'keyed-password',
  description: 'a password under a key that names it',
  isFormat: false,
  traits: trait.password,
  examples: {
    positive: [
      {
        text: 'spring:\n  datasource:\n    password: ⟦n0t-Real-9z⟧\n',
        because: 'the last word of the key decides',
      },
      { text: '{"dbPassword": "⟦n0t-Real-9z⟧"}', fileName: 'a.json', because: 'camel case' },
      { text: 'db:\n  password: ⟦postgres⟧\n', because: 'a weak password is in force all the same' },
      { text: 'passwords:\n  - ⟦n0t-Real-9z⟧\n', because: 'an item of a plural' },
      { text: 'password:\n  value: ⟦n0t-Real-9z⟧\n', because: '`value` stands for what holds it' },
      { text: 'SA_PASSWORD: "⟦@n0tReal9z⟧"\n', because: 'a sign at the beginning makes no reference of it' },
      { text: 'DefaultPassPhrase: ⟦n0t-Real-9z⟧\n', because: 'a pass phrase in two words' },
      { text: 'password: ⟦123456⟧\n', because: 'a number is a guessable password' },
      { text: 'password: ⟦harbour velvet pigeon lantern⟧\n', because: 'four words that make no sentence' },
    ],
    negative: [
      { text: 'password: the one you chose at first\n', because: 'a sentence' },
      { text: 'password: Forgot it again\n', because: 'a label' },
      { text: 'passwordFile: /run/secrets/pw\n', because: 'names a file' },
      { text: 'existingSecretPasswordKey: redis-password\n', because: 'names a key of a Secret' },
      { text: 'password: secret/app/db#password\n', because: 'a reference' },
      { text: 'password: !vault secret/app/db\n', because: 'the tag hands it to a tool' },
      { text: 'enablePasswordDB: true\n', because: 'a switch' },
      { text: 'password:\n', because: 'no value' },
      { text: 'password: "@db.password@"\n', because: 'filled in by a build' },
      { text: 'AdminPassword: "@@FILE:/u01/pw.properties@@"\n', because: 'read from a file' },
      { text: 'password: changeme\n', because: 'a stand-in is low at most' },
      {
        text: 'valueFrom:\n  secretKeyRef:\n    name: db\n    key: password\n',
        because: 'names a key of a Secret',
      },
    ],
  },
  *find(scalar, context) {
    yield* keyedHits(scalar, context, ['password']);
  },
};
