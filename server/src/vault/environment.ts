import type { ConnectionOptions, ConnectionPace } from '../protocol.ts';

/** A server and its token as the environment pairs them. */
export interface EnvironmentPair {
  readonly address: string;
  readonly token: string;
  readonly namespace: string;
  readonly options: Omit<ConnectionOptions, 'namespace' | 'skipTlsVerify'>;
  /** PEM files of a certificate that the handshake shows, and of its key. */
  readonly clientCertificate: { readonly certFile: string; readonly keyFile: string } | undefined;
  readonly skipTlsVerify: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;
type Read = (name: string) => string;

/**
 * `BAO_ADDR` with `BAO_TOKEN`, else `VAULT_ADDR` with `VAULT_TOKEN`; undefined when neither pair is whole. A token
 * of one family never goes to the address of the other. The variables are those of the official client.
 */
export function environmentPair(environment: Environment): EnvironmentPair | undefined {
  for (const family of ['BAO', 'VAULT']) {
    const read: Read = (name) => environment[`${family}_${name}`] ?? '';
    if (read('ADDR') === '' || read('TOKEN') === '') continue;
    const [certFile, keyFile] = [read('CLIENT_CERT'), read('CLIENT_KEY')];
    return {
      address: read('ADDR'),
      token: read('TOKEN'),
      namespace: read('NAMESPACE'),
      options: optionsOf(read),
      clientCertificate: certFile === '' || keyFile === '' ? undefined : { certFile, keyFile },
      skipTlsVerify: parseBool(read('SKIP_VERIFY')),
    };
  }
  return undefined;
}

function optionsOf(read: Read): EnvironmentPair['options'] {
  const texts = {
    caFile: read('CACERT'),
    caFolder: read('CAPATH'),
    caBytes: read('CACERT_BYTES'),
    tlsServerName: read('TLS_SERVER_NAME'),
  };
  const set = Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ''));
  const pace = paceOf(read);
  return Object.keys(pace).length === 0 ? set : { ...set, pace };
}

function paceOf(read: Read): ConnectionPace {
  const [limit, burst] = read('RATE_LIMIT').split(':');
  const all = {
    limit: numberOf(limit),
    burst: numberOf(burst),
    maxRetries: numberOf(read('MAX_RETRIES')),
    timeout: secondsOf(read('CLIENT_TIMEOUT')),
  };
  return Object.fromEntries(Object.entries(all).filter(([, number]) => number !== undefined));
}

function numberOf(text = ''): number | undefined {
  return /^\d{1,9}(?:\.\d{1,9})?$/.test(text) ? Number(text) : undefined;
}

const seconds = { ms: 0.001, s: 1, m: 60, h: 3_600 } as const;

/** A duration of Go with one unit, or bare seconds; undefined for what is neither. */
function secondsOf(text: string): number | undefined {
  const [, number, unit = 's'] = /^(\d{1,9}(?:\.\d{1,9})?)(ms|s|m|h)?$/.exec(text) ?? [];
  return number === undefined ? undefined : Number(number) * seconds[unit as keyof typeof seconds];
}

/** As the official client reads it (Go's ParseBool); anything else is off, so that a typo cannot disable TLS. */
export function parseBool(text: string): boolean {
  return ['1', 't', 'T', 'TRUE', 'true', 'True'].includes(text);
}
