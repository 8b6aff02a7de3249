import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { StoreError } from '../../languageService/storeError.ts';
import type { CertificateSignIn, ConnectionOptions } from '../../protocol.ts';
import { originOf } from '../address.ts';
import type { ClientCertificate } from '../transport.ts';
import { authPath, logIn } from './login.ts';
import type { SignInMethod } from './signInMethod.ts';

/**
 * A certificate that the TLS handshake shows.
 * @throws StoreError for a wrong address or mount, plain http, and for files that cannot be read.
 */
export function certificate(params: ConnectionOptions & CertificateSignIn): SignInMethod {
  const origin = originOf(params.address);
  if (!origin.startsWith('https:')) throw new StoreError('tls', 'A certificate needs an https address.');
  const path = `${authPath(params.mount, 'cert')}/login`;
  const body = params.role === undefined ? {} : { name: params.role };
  return {
    origin,
    options: params,
    clientCertificate: readPair(params),
    token: (login) => logIn(login, path, body, 'certificate'),
  };
}

function readPair({ certFile, keyFile }: CertificateSignIn): ClientCertificate {
  const pair = { cert: readPem(certFile), key: readPem(keyFile) };
  try {
    createSecureContext(pair);
    return pair;
  } catch {
    // OpenSSL's text could quote the file.
    throw new StoreError('tls', 'The client certificate and its key are not PEM, or do not fit together.');
  }
}

function readPem(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new StoreError('tls', 'The file with the client certificate or its key cannot be read.');
  }
}
