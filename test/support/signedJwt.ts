import { generateKeyPairSync, sign } from 'node:crypto';

/** An identity provider of a test: a key pair that lives in memory. */
export interface JwtIssuer {
  /** PEM, for `jwt_validation_pubkeys`. */
  readonly publicKey: string;
  /** A signed token with these claims, good for a minute unless `exp` is among them. */
  issue(claims: Readonly<Record<string, unknown>>): string;
}

export function createJwtIssuer(): JwtIssuer {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    issue: (claims) => {
      const exp = Math.floor(Date.now() / 1000) + 60;
      const text = `${part({ alg: 'ES256', typ: 'JWT' })}.${part({ exp, ...claims })}`;
      const signature = sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' });
      return `${text}.${signature.toString('base64url')}`;
    },
  };
}

function part(content: object): string {
  return Buffer.from(JSON.stringify(content)).toString('base64url');
}
