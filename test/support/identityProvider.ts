import { createPublicKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { listenLoopback } from './loopbackHttp.ts';

/** An OpenID provider on loopback, as small as a server of Vault's kind takes it. Everybody is signed in at once. */
export interface IdentityProvider {
  readonly address: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Codes that were exchanged, in order. */
  exchanged(): readonly string[];
  /** Changes the claims of the tokens it issues from now on: who signs in, or what is wrong with them. */
  claim(claims: Readonly<Record<string, unknown>>): void;
  /** A signed token for something else than a browser's sign-in; good for a minute unless the claims say otherwise. */
  issue(claims: Readonly<Record<string, unknown>>): string;
  /** From now on nobody is let in. */
  refuse(isRefusing: boolean): void;
  close(): Promise<void>;
}

/** Starts a provider with a key of its own. */
export async function startIdentityProvider(): Promise<IdentityProvider> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const [clientId, clientSecret] = ['vault', randomBytes(12).toString('hex')];
  const nonces = new Map<string, string>();
  const exchanged: string[] = [];
  let claims: Readonly<Record<string, unknown>> = {};
  let isRefusing = false;
  let issuer = '';
  const host = await listenLoopback((message, response) => void route(message, response));
  issuer = host.address;
  return {
    address: host.address,
    clientId,
    clientSecret,
    exchanged: () => [...exchanged],
    claim: (next) => (claims = next),
    issue: (own) => signed({ iss: issuer, exp: Math.floor(Date.now() / 1000) + 60, ...own }),
    refuse: (next) => (isRefusing = next),
    close: () => host.close(),
  };

  async function route(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(message.url ?? '', issuer);
    switch (url.pathname) {
      case '/.well-known/openid-configuration': {
        json(response, discovery(issuer));
        return;
      }
      case '/keys': {
        json(response, { keys: [{ ...jwk(), kid: 'one', use: 'sig', alg: 'RS256' }] });
        return;
      }
      case '/authorize': {
        authorize(url.searchParams, response);
        return;
      }
      case '/token': {
        token(new URLSearchParams(await bodyOf(message)), response);
        return;
      }
      default:
        response.writeHead(404).end();
    }
  }

  function jwk(): object {
    return createPublicKey(publicKey.export({ type: 'spki', format: 'pem' })).export({ format: 'jwk' });
  }

  function authorize(parameters: URLSearchParams, response: ServerResponse): void {
    const back = new URL(parameters.get('redirect_uri') ?? '');
    back.searchParams.set('state', parameters.get('state') ?? '');
    if (isRefusing) back.searchParams.set('error', 'access_denied');
    else {
      const code = randomBytes(12).toString('hex');
      nonces.set(code, parameters.get('nonce') ?? '');
      back.searchParams.set('code', code);
    }
    response.writeHead(302, { location: back.href }).end();
  }

  function token(form: URLSearchParams, response: ServerResponse): void {
    const code = form.get('code') ?? '';
    const nonce = nonces.get(code);
    exchanged.push(code);
    nonces.delete(code);
    if (nonce === undefined) {
      response.writeHead(400, { 'content-type': 'application/json' }).end('{"error":"invalid_grant"}');
      return;
    }
    const now = Math.floor(Date.now() / 1000);
    const idToken = signed({
      iss: issuer,
      aud: clientId,
      sub: 'ann',
      nonce,
      iat: now,
      exp: now + 60,
      ...claims,
    });
    json(response, { access_token: 'made-up', token_type: 'Bearer', expires_in: 60, id_token: idToken });
  }

  function signed(content: object): string {
    const text = `${part({ alg: 'RS256', kid: 'one', typ: 'JWT' })}.${part(content)}`;
    return `${text}.${sign('sha256', Buffer.from(text), privateKey).toString('base64url')}`;
  }
}

function discovery(issuer: string): object {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/keys`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
  };
}

function json(response: ServerResponse, body: object): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function bodyOf(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function part(content: object): string {
  return Buffer.from(JSON.stringify(content)).toString('base64url');
}
