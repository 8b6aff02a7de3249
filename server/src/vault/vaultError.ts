import type { VaultErrorKind } from '../languageService/migration/secretVault.ts';
import type { NotChecked } from '../languageService/secretStore.ts';
import { errorTexts } from './responses.ts';
import type { HttpAnswer } from './transport.ts';
import { StoreError } from '../languageService/storeError.ts';

const tlsCodes =
  /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_|ERR_SSL_|HOSTNAME_MISMATCH|EPROTO|INVALID_CA)/;

const cutCodes = /^(?:ECONNRESET|EPIPE|ECONNABORTED|UND_ERR_SOCKET)$/;

/** A StoreError for whatever Node threw; only the error's code is looked at, nothing of it is kept. */
export function transportFailure(error: unknown): StoreError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (tlsCodes.test(code)) {
    return new StoreError('tls', "The server's TLS certificate is not trusted or the handshake failed.");
  }
  return new StoreError(
    'unreachable',
    'The server cannot be reached.',
    undefined,
    undefined,
    cutCodes.test(code),
  );
}

interface Meaning {
  readonly kind: VaultErrorKind;
  readonly advice: string;
}

function meaningOf(status: number, isSealed: boolean): Meaning {
  switch (status) {
    case 400:
      return { kind: 'bad-response', advice: 'The server did not accept the request.' };
    case 403:
      return { kind: 'denied', advice: 'The token has no permission for this.' };
    case 404:
      return { kind: 'no-such-mount', advice: 'The server knows no such place.' };
    case 413:
      return { kind: 'too-large', advice: 'The request is too large for the server.' };
    case 429:
    case 473:
      return { kind: 'rate-limited', advice: 'The server asks to slow down.' };
    case 472:
      return {
        kind: 'unreachable',
        advice: 'The server is a disaster recovery secondary and answers nothing.',
      };
    case 501:
      return { kind: 'unreachable', advice: 'The server is not initialised.' };
    case 502:
    case 504:
      return { kind: 'unreachable', advice: 'A gateway answers, but not the server behind it.' };
    case 412:
      return { kind: 'server-error', advice: 'The server is behind the others; try again in a moment.' };
    case 503:
      return isSealed
        ? { kind: 'sealed', advice: 'Vault is sealed: an operator must unseal it.' }
        : { kind: 'unreachable', advice: 'A balancer answers that no server is there at the moment.' };
    default:
      return { kind: 'server-error', advice: `The server answered with status ${String(status)}.` };
  }
}

/** A StoreError for an answer that is not a success. Nothing of the body is kept: it only tells whether it is Vault's. */
export function statusFailure({ status, headers, body }: HttpAnswer): StoreError {
  const isSealed = errorTexts(body).some((text) => /sealed/i.test(text));
  const { kind, advice } = meaningOf(status, isSealed);
  const seconds = Number(headers['retry-after']);
  const retryAfterMs = Number.isFinite(seconds) && seconds >= 1 ? seconds * 1000 : undefined;
  return new StoreError(kind, advice, status, retryAfterMs);
}

/** The failure of a check as an answer: why something is not checked. */
export function notChecked(error: StoreError): NotChecked {
  switch (error.kind) {
    case 'denied':
    case 'not-signed-in':
    case 'sealed':
      return { kind: error.kind, detail: error.message };
    case 'unreachable':
    case 'timeout':
    case 'tls':
    case 'redirect-refused':
    case 'rate-limited':
      return { kind: 'unreachable', detail: error.message };
    case 'no-such-mount':
    case 'not-kv':
    case 'conflict':
    case 'too-large':
    case 'unsafe-number':
    case 'bad-response':
    case 'bad-path':
    case 'namespace':
    // One path that a server fails on says nothing of the others.
    case 'server-error':
      return { kind: 'not-checkable', detail: error.message };
  }
}
