import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { StoreError } from '../../languageService/storeError.ts';
import type { ClientCertificate } from '../transport.ts';

/** Where a client certificate lies. */
export interface CertificateFiles {
  /** Absolute paths of PEM files. */
  readonly certFile: string;
  readonly keyFile: string;
  /** Credential: opens an encrypted key. */
  readonly passphrase?: string;
}

/** Reads a certificate and its key. @throws StoreError `tls` for files that cannot be read or do not fit together. */
export function readClientCertificate({
  certFile,
  keyFile,
  passphrase,
}: CertificateFiles): ClientCertificate {
  const pair = {
    cert: readPem(certFile),
    key: readPem(keyFile),
    ...(passphrase ? { passphrase } : {}),
  };
  try {
    createSecureContext(pair);
    return pair;
  } catch (error) {
    throw new StoreError('tls', whyNot(error));
  }
}

/** OpenSSL's text could quote the file, so its code alone is looked at. */
function whyNot(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /PASSWORD|PASSPHRASE|DECRYPT|INTERRUPTED/i.test(code)
    ? 'The key of the client certificate wants its passphrase, or it is another one.'
    : 'The client certificate and its key are not PEM, or do not fit together.';
}

function readPem(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new StoreError('tls', 'The file with the client certificate or its key cannot be read.');
  }
}
