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
      {
        text: 'secretKeyBase: ⟦0a1b2c3d4e5f60718293a4b5c6d7e8f9⟧\n',
        because: 'transparent last words are skipped',
      },
      {
        text: 'encryption:\n  key: ⟦Q1w2E3r4T5y6U7i8O9p0AsDf⟧\n',
        because: '`key` takes its sense from its parent',
      },
    ],
    negative: [
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
      {
        text: 'spec:\n  data:\n    - secretKey: password\n      remoteRef: {key: app, property: password}\nkind: ExternalSecret\napiVersion: external-secrets.io/v1\n',
        because: 'the secret lives elsewhere',
      },
    ],
  },
  *find(scalar, context) {
    yield* keyedHits(scalar, context, ['strong', 'medium', 'weak']);
  },
};
