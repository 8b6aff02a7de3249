import type { Rule } from '../rule.ts';
import { isJwkMember } from '../keyTraits.ts';
import { trait } from '../trait.ts';

/** The private members of a JSON Web Key. */
export const privateJwk: Rule = {
  id: 'private-jwk',
  description: 'a private member of a JSON Web Key',
  isFormat: true,
  traits: trait.jwkKey,
  examples: {
    positive: [
      {
        text: '{"kty": "EC", "crv": "P-256", "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU", "d": "⟦madeUpForTests_Q1w2E3r4T5y6U7i8O9p0AsDfGhJk⟧"}',
        fileName: 'jwk.json',
        because: '`d` beside `kty` is the private half',
      },
    ],
    negative: [
      {
        text: '{"kty": "EC", "crv": "P-256", "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"}',
        fileName: 'jwk.json',
        because: 'only public members',
      },
      {
        text: '{"d": "M 0 0 L 10 10", "q": "search words"}',
        fileName: 'icon.json',
        because: 'no `kty` beside them',
      },
    ],
  },
  *find({ path, value }, context) {
    const key = path.at(-1);
    if (!isJwkMember(key)) return;
    if (!/^[A-Za-z0-9_-]{16,2048}={0,2}$/.test(value)) return;
    if (context.beside('kty') === undefined) return;
    yield {
      start: 0,
      end: value.length,
      confidence: 'certain',
      reason: 'This is a private part of a JSON Web Key; move the key into Vault and replace the key pair.',
    };
  },
};
