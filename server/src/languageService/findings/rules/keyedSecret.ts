import type { Rule } from '../rule.ts';
import { keyedHits } from '../keyedScalars.ts';
import { trait } from '../trait.ts';

/** Literals under a key that ends in secret, token, key, credentials and the like. */
export const keyedSecret: Rule = {
  id: 'keyed-secret',
  description: 'a secret, token or key under a key that names it',
  isFormat: false,
  traits: trait.secret,
  examples: {
    positive: [
      { text: 'clientSecret: ⟦Q1w2E3r4T5y6U7i8O9p0⟧\n', because: 'a strong key and a generated value' },
      {
        text: 'jwt:\n  secret: ⟦made-up-signing-secret⟧\n',
        because: 'the parent says what the secret is of',
      },
      { text: 'CORE_SECRET: ⟦made-up-77⟧\n', because: 'a variable that ends in SECRET holds one' },
      { text: 'client-secret: ⟦123456⟧\n', because: 'a long number in place of a secret' },
      {
        text: 'swagger:\n  title: Shop\napp:\n  encodeKey: ⟦n0t,Real-9z⟧\n',
        because: 'an application with settings called swagger is no API description',
      },
      {
        text: 'secretKeyBase: ⟦0a1b2c3d4e5f60718293a4b5c6d7e8f9⟧\n',
        because: 'transparent last words are skipped',
      },
      {
        text: 'encryption:\n  key: ⟦Q1w2E3r4T5y6U7i8O9p0AsDf⟧\n',
        because: '`key` takes its sense from its parent',
      },
      {
        text: 'pagerduty:\n  routing_key: ⟦0a1b2c3d4e5f60718293a4b5c6d7e8f9⟧\n',
        because: 'a provider hands out digests as keys',
      },
      {
        text: 'tokens:\n  reader: ⟦0a1b2c3d4e5f60718293a4b5c6d7e8f9a0b1c2d3⟧\n',
        because: 'an entry of a plural has a name of its own',
      },
      { text: 'passwords:\n  alice: ⟦n0t-Real-9z⟧\n', because: 'so has that of a user' },
      {
        text: 'wallet:\n  mnemonic: ⟦lemon boat stair velvet actor chimney rival dust orbit yellow cactus mule⟧\n',
        because: 'the words that a wallet is restored from',
      },
      {
        text: 'kind: ConfigMap\napiVersion: v1\ndata:\n  JWT_SECRET: ⟦meadow⟧\n',
        because: 'a variable of a pod holds its value',
      },
    ],
    negative: [
      { text: 'tokens:\n  primary: "#334455"\n  gap: large-space\n', because: 'tokens of a design' },
      {
        text: 'passwords:\n  algorithm: PBKDF2-HMAC-9\n  minLength: 12\n',
        because: 'settings of all of them',
      },
      {
        text: 'staticPasswords:\n  - email: a@b.local\n    groups: [team-a/admins]\n',
        because: 'a list of users, and what they are in',
      },
      { text: 'primaryKey: customer-id\n', because: 'a column' },
      { text: 'cookieKey: _csrf\n', because: 'the name of a cookie' },
      { text: 'scripts:\n  token: node scripts/print-token.js\n', because: 'a program that is run' },
      { text: 'apiKeys:\n  - partner-portal\n', because: 'names of keys' },
      {
        text: `cache-key: ${['0a1b2c3d4e5f6071', '8293a4b5c6d7e8f9'].join('')}\n`,
        because: 'a digest of what is kept',
      },
      { text: 'secretName: Q1w2E3r4T5y6U7i8O9p0\n', because: 'names an object' },
      { text: 'existingSecret: my-release-redis\n', because: 'names an object' },
      { text: 'publicKey: Q1w2E3r4T5y6U7i8O9p0AsDf\n', because: 'meant to be known' },
      { text: 'maxTokens: 4096\n', because: 'a count' },
      { text: 'permissions:\n  id-token: write\n', because: 'a choice, not a token' },
      {
        text: 'auth:\n  secret: redis-credentials\n',
        fileName: 'chart/values.yaml',
        because: 'names a Secret',
      },
      { text: 'cache:\n  key: node-modules-v1\n', because: 'a cache key' },
      { text: 'password:\n  get_secret: keystone_password\n', because: 'asks for a secret by its name' },
      { text: 'token:\n  from_secret: deploy_token\n', because: 'names a secret of the pipeline' },
      { text: 'secrets:\n  - 46f739e5-4538-45dd-a79f-bf173b7a2ed9\n', because: 'a list of which secrets' },
      { text: 'secret:\n  - id=token,src=token.txt\n', because: 'tells a build where its secret is' },
      { text: 'secretKey: privateKey\n', because: 'names a field' },
      {
        text: 'env:\n  parameter-store:\n    DEPLOY_TOKEN: DeployTokenOfApp2\n',
        because: 'names a parameter of a store',
      },
      {
        text: 'Outputs:\n  SecretKey:\n    Value: !GetAtt [Keys, SecretAccessKey]\n',
        because: 'arguments of a function',
      },
      { text: 'credentialData: \'{"hashIterations": 27500}\'\n', because: 'a file of its own' },
      { text: 'clientSecret: $__env{SSO_SECRET}\n', because: 'how Grafana asks for a variable' },
      { text: 'apiKey: 请填写您的apiKey\n', because: 'asks for it in words' },
      {
        text: 'with:\n  secrets: APP-ID,APP-KEY\n',
        fileName: '.github/workflows/a.yml',
        because: 'lists which secrets a step wants',
      },
      {
        text: 'spec:\n  data:\n    - secretKey: password\n      remoteRef: {key: app, property: password}\nkind: ExternalSecret\napiVersion: external-secrets.io/v1\n',
        because: 'the secret lives elsewhere',
      },
    ],
  },
  *find(scalar, context) {
    yield* keyedHits(scalar, context, ['strong', 'medium', 'issued', 'weak']);
  },
};
