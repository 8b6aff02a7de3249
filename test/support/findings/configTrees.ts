import fc from 'fast-check';
import { anyValue, generated, lineValue } from './credentialValues.ts';

/** What a config file holds: text, a list, or a mapping in order. */
export type Tree = string | readonly Tree[] | { readonly [key: string]: Tree };

const credentialKey = fc.constantFrom(
  'password',
  'DB_PASSWORD',
  'clientSecret',
  'api-key',
  'accessToken',
  'spring.datasource.password',
  'auth',
  'secret',
  'token',
  'requirepass',
  'privateKey',
);
const otherKey = fc.constantFrom(
  'url',
  'dsn',
  'name',
  'command',
  'host',
  'conf',
  'secretName',
  'passwordFile',
  'value',
);
const groupKey = fc.constantFrom(
  'db',
  'jwt',
  'oauth2',
  'redis',
  'tokens',
  'environment',
  'spec',
  'data',
  'encryption',
);

function mapping(key: fc.Arbitrary<string>, value: fc.Arbitrary<Tree>, maxLength = 4): fc.Arbitrary<Tree> {
  return fc
    .uniqueArray(fc.tuple(key, value), { minLength: 1, maxLength, selector: ([name]) => name })
    .map((entries) => Object.fromEntries(entries));
}

const leafMapping = mapping(fc.oneof({ weight: 3, arbitrary: credentialKey }, otherKey), anyValue);

const variable = fc.constantFrom(
  'DB_PASSWORD',
  'API_TOKEN',
  'LOG_LEVEL',
  'JWT_SECRET',
  'TOKEN_URL',
  'APP_KEY',
);

const pairs = fc.array(
  fc
    .tuple(variable, lineValue, fc.boolean())
    .map(([name, value, isFirst]): Tree => (isFirst ? { value, name } : { name, value })),
  { minLength: 1, maxLength: 4 },
);

const assignments = fc.array(
  fc.tuple(variable, lineValue).map(([name, value]) => `${name}=${value}`),
  { minLength: 1, maxLength: 4 },
);

const argumentList = generated.map((text): Tree => ['server', '--requirepass', text, '--port', '6379']);

/** A resource of Kubernetes with its kind before or behind the data, `data` in base64. */
const resource = fc
  .tuple(
    fc.constantFrom('Secret', 'ConfigMap', 'SealedSecret'),
    mapping(fc.oneof(credentialKey, otherKey), fc.oneof(lineValue, anyValue)),
    fc.boolean(),
    fc.boolean(),
  )
  .map(([kind, entries, isEncoded, isKindFirst]): Tree => {
    const texts = Object.entries(entries as Record<string, string>);
    const data = isEncoded
      ? { data: Object.fromEntries(texts.map(([key, text]) => [key, Buffer.from(text).toString('base64')])) }
      : { stringData: Object.fromEntries(texts) };
    return isKindFirst ? { apiVersion: 'v1', kind, ...data } : { apiVersion: 'v1', ...data, kind };
  });

const jwk = generated.map((d): Tree => ({ kty: 'OKP', crv: 'Ed25519', x: d.slice(1), d }));

const part = fc.oneof(
  { weight: 4, arbitrary: leafMapping },
  pairs,
  assignments,
  argumentList,
  jwk,
  mapping(fc.oneof(groupKey, credentialKey), fc.oneof(leafMapping, pairs, assignments)),
);

/** The content of a made-up config file, rich in secrets. */
export const configTree: fc.Arbitrary<Tree> = fc.oneof(
  { weight: 3, arbitrary: mapping(groupKey, part, 5) },
  { weight: 1, arbitrary: resource },
  {
    weight: 1,
    arbitrary: fc
      .array(resource, { minLength: 1, maxLength: 3 })
      .map((items): Tree => ({ apiVersion: 'v1', kind: 'List', items })),
  },
);
