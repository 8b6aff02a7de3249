import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCanary, expectNoLeak, findLeaks } from '../../support/canary.ts';

const canary = createCanary();
const { secret, token } = canary;

/** An object that shows the secret only to who looks below the surface. */
class Holder {
  get answer(): string {
    return secret;
  }
}

function nested(value: unknown, levels: number): unknown {
  return levels === 0 ? value : { next: nested(value, levels - 1) };
}

function hidden(): object {
  return Object.defineProperty({}, 'quiet', { value: secret, enumerable: false });
}

function circular(): object {
  const one: Record<string, unknown> = { secret };
  one['self'] = one;
  return one;
}

const leaks: readonly (readonly [string, unknown])[] = [
  ['text around it', `before ${secret} after`],
  ['upper case', secret.toUpperCase()],
  ['its first half', `${secret.slice(0, secret.length / 2)}...`],
  ['its second half', `...${secret.slice(secret.length / 2)}`],
  ['reversed', Buffer.from(secret).reverse().toString()],
  ['base64', Buffer.from(secret).toString('base64')],
  ['base64 with one byte before', Buffer.from(`x${secret}yy`).toString('base64')],
  ['base64 with two bytes before', Buffer.from(`é${secret}`).toString('base64url')],
  ['hex', Buffer.from(secret).toString('hex').toUpperCase()],
  ['percent codes', [...Buffer.from(secret)].map((byte) => `%${byte.toString(16)}`).join('')],
  ['unicode escapes', [...Buffer.from(secret)].map((byte) => `\\u00${byte.toString(16)}`).join('')],
  ['a buffer', Buffer.from(secret)],
  ['a typed array', new Uint8Array(Buffer.from(secret))],
  ['a buffer inside', { body: Buffer.from(secret) }],
  ['a key', { [secret]: 1 }],
  ['nested deeply', nested(secret, 30)],
  ['a map', new Map([['a', new Set([secret])]])],
  ['a property that is not enumerable', hidden()],
  ['a getter', new Holder()],
  ['an object that holds itself', circular()],
  ['an error message', new Error(`bad value ${secret}`)],
  ['the cause of a cause', new Error('one', { cause: new Error('two', { cause: { body: secret } }) })],
  ['a field of an error', Object.assign(new Error('x'), { config: { headers: { token } } })],
  ['an aggregate error', new AggregateError([new Error(token)])],
  ['a symbol', Symbol(token)],
  ['a long list', [...Array<string>(5000).fill('x'), token]],
  ['a long text', 'x'.repeat(200_000) + token],
  ['toJSON alone', { toJSON: () => ({ token }) }],
];

describe('expectNoLeak', () => {
  it.each(leaks)('finds the canary as %s', (_name, thing) => {
    expect(() => expectNoLeak(canary, 'harmless', thing)).toThrow(
      /canary leaked: (?:secret|token) as .* in thing 1/u,
    );
  });

  it('finds it inside any text and object', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.jsonValue(), (before, after, other) => {
        const text = before + secret + after;
        return findLeaks(canary, { other, list: [text] }).length > 0 && findLeaks(canary, text).length > 0;
      }),
    );
  });

  it('finds it in base64 of any text around it', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const encoded = Buffer.from(before + secret + after).toString('base64');
        return findLeaks(canary, encoded).some(({ form }) => form === 'base64');
      }),
    );
  });

  it('is content with what holds no canary', () => {
    fc.assert(
      fc.property(fc.anything(), (thing) => {
        expectNoLeak(canary, thing, new Error('harmless', { cause: thing }));
      }),
    );
    const other = createCanary();
    expect(() => expectNoLeak(canary, other, other.secret, undefined, null)).not.toThrow();
  });

  it('does not repeat the canary in its own error', () => {
    try {
      expectNoLeak(canary, secret, { token });
      expect.unreachable();
    } catch (error) {
      expect(inspect(error)).toContain('secret as plain text in thing 0; token as plain text in thing 1');
      expect(findLeaks(canary, error)).toEqual([]);
    }
  });

  it('copes with objects that fight back', () => {
    const thrower = {
      toJSON(): never {
        throw new Error('no');
      },
    };
    expect(() => expectNoLeak(canary, thrower, 10n, { big: 10n }, new Proxy({}, {}))).not.toThrow();
  });
});
