/** A server and its token as the environment pairs them. */
export interface EnvironmentPair {
  readonly address: string;
  readonly token: string;
  readonly namespace: string;
  readonly caFile: string | undefined;
  readonly skipTlsVerify: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * `BAO_ADDR` with `BAO_TOKEN`, else `VAULT_ADDR` with `VAULT_TOKEN`; undefined when neither pair is whole. A token
 * of one family never goes to the address of the other.
 */
export function environmentPair(environment: Environment): EnvironmentPair | undefined {
  for (const family of ['BAO', 'VAULT']) {
    const read = (name: string): string => environment[`${family}_${name}`] ?? '';
    if (read('ADDR') === '' || read('TOKEN') === '') continue;
    return {
      address: read('ADDR'),
      token: read('TOKEN'),
      namespace: read('NAMESPACE'),
      caFile: read('CACERT') === '' ? undefined : read('CACERT'),
      skipTlsVerify: parseBool(read('SKIP_VERIFY')),
    };
  }
  return undefined;
}

/** As the official client reads it (Go's ParseBool); anything else is off, so that a typo cannot disable TLS. */
export function parseBool(text: string): boolean {
  return ['1', 't', 'T', 'TRUE', 'true', 'True'].includes(text);
}
