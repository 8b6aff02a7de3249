import { translate } from './foreignWords.ts';

/** Longest key that is split; longer ones are data. */
const MAX_KEY = 200;

/** Endings that people write without a separator (`dbpassword`, `apikey`), longest first, and the words in them. */
const joined: readonly (readonly [string, readonly string[]])[] = [
  ['encryptionkey', ['encryption', 'key']],
  ['clientsecret', ['client', 'secret']],
  ['refreshtoken', ['refresh', 'token']],
  ['accesstoken', ['access', 'token']],
  ['passphrase', ['passphrase']],
  ['passcode', ['passcode']],
  ['privatekey', ['private', 'key']],
  ['signingkey', ['signing', 'key']],
  ['publickey', ['public', 'key']],
  ['secretkey', ['secret', 'key']],
  ['accesskey', ['access', 'key']],
  ['authtoken', ['auth', 'token']],
  ['password', ['password']],
  ['authkey', ['auth', 'key']],
  ['passwd', ['password']],
  ['passwort', ['password']],
  ['kennwort', ['password']],
  ['wachtwoord', ['password']],
  ['apikey', ['api', 'key']],
  ['secret', ['secret']],
  ['token', ['token']],
  ['pwd', ['pwd']],
];

/**
 * Lower-case words of a key in camel, kebab, snake, dotted or mixed case: `SPRING_dataSource.dbpassword2` gives spring,
 * data, source, db, password. Digits at the end of a word are dropped. Empty for a key of more than 200 characters.
 */
export function keyWords(key: string): readonly string[] {
  if (key.length > MAX_KEY) return [];
  const known = remembered.get(key);
  if (known) return known;
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  const words = splitKey(key);
  remembered.set(key, words);
  return words;
}

/** The same few keys come again and again, and several rules ask for each. */
const remembered = new Map<string, readonly string[]>();
const MAX_REMEMBERED = 4_096;

function splitKey(key: string): readonly string[] {
  const words = key
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => word.replace(/\d{1,10}$/, ''))
    .filter((word) => word !== '')
    .flatMap(splitJoined);
  return translate(words);
}

function splitJoined(word: string): readonly string[] {
  const stem = word.length > 4 && word.endsWith('s') ? word.slice(0, -1) : word;
  const found = joined.find(([ending]) => stem.endsWith(ending));
  if (!found) return [word];
  const [ending, words] = found;
  const rest = stem.slice(0, -ending.length);
  const plural = stem === word ? words : [...words.slice(0, -1), `${words.at(-1) ?? ''}s`];
  return rest === '' ? plural : [rest, ...plural];
}
