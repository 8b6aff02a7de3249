import fc from 'fast-check';

/** Values as they stand in config files, most of them with a secret somewhere. Visibly made up. */

const alphanumeric = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

function random(alphabet: string, minLength: number, maxLength: number): fc.Arbitrary<string> {
  return fc.string({ unit: fc.constantFrom(...alphabet.split('')), minLength, maxLength });
}

const word = fc.constantFrom('Heron', 'lantern', 'Quill', 'mortar', 'Ünder', 'tansy', 'Kiln', 'пароль');
const joint = fc.constantFrom(
  '-',
  '_',
  '!',
  '.',
  '+',
  '$',
  '%',
  '"',
  "'",
  '\\',
  '#',
  ' #',
  ': ',
  '&',
  '*',
  '🔑',
);

/** A password that a person made: words, joints that some syntax minds, a number. */
export const humanPassword = fc
  .tuple(word, joint, word, joint, fc.nat(9_999))
  .map((parts) => parts.map(String).join(''));

/** Words without anything that a syntax around them could mind. */
const tamePassword = fc
  .tuple(fc.constantFrom('Heron', 'lantern', 'Quill'), fc.nat(9_999), word)
  .map(([a, number, b]) => `${a}${number}${b}`);

export const generated = fc.oneof(random(alphanumeric, 20, 40), random('0123456789abcdef', 32, 64));

const weak = fc.constantFrom('postgres', 'admin123', 'changeit', 'root', 'secret', 'guest');

const standIn = fc.constantFrom('changeme', '<password>', 'YOUR_TOKEN', 'xxxxxxxx', 'replace-me');

const reference = fc.constantFrom(
  '${DB_PASSWORD}',
  '$(TOKEN)',
  '{{ vault_password }}',
  '${{ secrets.TOKEN }}',
  'secret/app/db#password',
  'vault://secret/app/db#password',
  'ENC[AES256_GCM,data:Q1w2,iv:x,tag:y,type:str]',
  '@Microsoft.KeyVault(SecretUri=https://x/y)',
);

const benign = fc.constantFrom(
  '/run/secrets/db',
  'https://sso.local/token',
  'db-credentials',
  'a few plain words',
  '10.0.0.1:5432',
  '86400s',
  'org.postgresql.Driver',
);

const inText = tamePassword.chain((password) =>
  fc.constantFrom(
    `postgres://app:${password}@db:5432/app?sslmode=require`,
    `redis://:${password}@cache:6379/0`,
    `app:${password}@tcp(mysql:3306)/app`,
    `Server=sql;Database=app;User Id=app;Password=${password};`,
    `jdbc:mysql://db/app?user=app&password=${password}`,
    `host=db user=app password='${password}' dbname=app`,
    `org.x.PlainLoginModule required username="app" password="${password}" user_bob="${password}1";`,
    `\${DB_PASSWORD:-${password}}`,
    `\${db.password:${password}}`,
    `{{ db_password | default('${password}') }}`,
    `redis-server --requirepass ${password} --port 6379`,
    `PGPASSWORD=${password} psql -h db`,
    `{"user": "app", "password": "${password}"}`,
    `API_TOKEN=${password}`,
    `DB_PASSWORD=${password}`,
  ),
);

const header = generated.map((token) => `Bearer ${token}`);

/** A file in a scalar. */
const file = fc
  .tuple(tamePassword, generated, fc.constantFrom('=', ' = ', ': '))
  .map(
    ([password, token, sign]) =>
      `# settings\nuser${sign}app\ndb.password${sign}${password}\napi-token${sign}"${token}"\nport${sign}5432`,
  );

/** Any of them on one line. */
export const lineValue = fc.oneof(
  { weight: 4, arbitrary: humanPassword },
  { weight: 4, arbitrary: generated },
  { weight: 4, arbitrary: inText },
  weak,
  standIn,
  reference,
  benign,
  header,
);

export const anyValue = fc.oneof({ weight: 8, arbitrary: lineValue }, file);

/** Plain, quoted and literal alike: nothing in it that YAML reads as anything but text. */
export const tameValue = fc.oneof(tamePassword, generated, weak);
