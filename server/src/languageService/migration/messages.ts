import { formatReference } from '../references/format.ts';
import { StoreError } from '../storeError.ts';
import { ConnectionChanged } from './boundVault.ts';
import type { SecretTarget } from './moveResult.ts';
import type { VaultErrorKind } from './secretVault.ts';

/**
 * What is known about our value in Vault: nothing was sent; the target holds it; it is in a version that is no longer
 * the current one; it was not there when looked for after a failed write; it could not be looked for.
 */
export type VaultTrace = 'untouched' | 'stored' | 'superseded' | 'not-found' | 'unknown';

/** The target as a person reads it. A name cannot become a link, which a notification would make of `[x](command:y)`. */
export function targetName(target: SecretTarget): string {
  return formatReference(target).replaceAll('](', '] (');
}

/** What is in Vault, as a clause. */
export function traceWords(trace: VaultTrace, target: SecretTarget): string {
  const name = targetName(target);
  switch (trace) {
    case 'untouched':
      return `nothing was written to ${name}`;
    case 'stored':
      return `the value is in Vault at ${name}`;
    case 'superseded':
      return `the value is only in an earlier version of ${name}, not in the current one`;
    case 'not-found':
      return `the value was not at ${name} when looked for afterwards`;
    case 'unknown':
      return `the value may or may not be in Vault at ${name}, which could not be looked at`;
  }
}

/** Why a call failed, as the beginning of a sentence: from the kind alone, so that nothing else can get into it. */
export function failureWords(error: unknown): string {
  if (error instanceof ConnectionChanged) return 'The connection to Vault changed meanwhile';
  return error instanceof StoreError ? words[error.kind] : 'Something unexpected went wrong';
}

const words: Readonly<Record<VaultErrorKind, string>> = {
  'not-signed-in': 'You are not signed in to Vault',
  denied: 'Vault denied permission',
  sealed: 'Vault is sealed',
  unreachable: 'Vault is unreachable',
  timeout: 'Vault did not answer in time',
  'no-such-mount': 'The mount does not exist, or your token cannot see it',
  'not-kv': 'The mount is not a KV secrets engine',
  conflict: 'Somebody else wrote to the same path first',
  'unsafe-number': 'The path holds a number that is too large to be kept exactly',
  'too-large': 'Vault refused the value as too large',
  'rate-limited': 'Vault answers too many requests at the moment',
  'redirect-refused': 'Vault redirected to another host, which is not followed',
  tls: 'The TLS connection to Vault cannot be trusted',
  'bad-response': 'Vault gave an answer that could not be understood',
  'bad-path': 'Vault does not accept the name of the path',
  namespace: 'The namespace does not exist',
  'server-error': 'Vault reported an internal error',
};
