import { StoreError } from '../../languageService/storeError.ts';
import type { CertificateSignIn, ConnectionOptions } from '../../protocol.ts';
import { originOf } from '../address.ts';
import { readClientCertificate } from './clientCertificate.ts';
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
    clientCertificate: readClientCertificate(params),
    token: (login) => logIn(login, path, body, 'certificate'),
  };
}
