import type { KvMount } from '../languageService/secretStore.ts';
import { StoreError } from '../languageService/storeError.ts';
import { trimOf } from '../languageService/trim.ts';
import type { ConnectionOptions } from '../protocol.ts';
import { processTimer } from '../processTimer.ts';
import type { Timer } from '../runtime.ts';
import type { Patience } from './pace/patientSender.ts';
import { ownAuthorities } from './authorities.ts';
import { patienceOf } from './pace/patienceOf.ts';
import { PatientSender } from './pace/patientSender.ts';
import type { PolicyPlace } from './policy/machinePolicy.ts';
import { chooseProxy, proxyFor } from './proxy/chooseProxy.ts';
import { RecentCalls } from './recentCalls.ts';
import type { Redirects } from './redirects.ts';
import { tokenFilePath } from './tokenFile.ts';
import type { ClientCertificate, HttpSender, TransportOptions } from './transport.ts';
import { Transport } from './transport.ts';

export interface VaultConnectionOptions {
  readonly rememberedMounts?: readonly KvMount[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly homeDirectory: string;
  /** Path of the token file; that in the home directory when not given. */
  readonly tokenFile?: string;
  /** Milliseconds. */
  readonly now: () => number;
  /** For renewing; timers of the process that do not keep it alive when not given. */
  readonly timer?: Timer;
  readonly userAgentVersion: string;
  /**
   * Whether the environment may switch certificate verification off. A person's own shell may; an editor's process
   * may have been started by a repository's container.
   */
  readonly honourSkipVerify?: boolean;
  /** Where the machine's policy is; the platform's place when not given. */
  readonly policyPlace?: PolicyPlace;
  /** Deadlines for tests. */
  readonly transport?: Pick<TransportOptions, 'connectTimeoutMs' | 'totalTimeoutMs'>;
  /** For tests that do not wait. */
  readonly patience?: Partial<Patience>;
}

/** Path of the person's token file. */
export function tokenFileOf({ tokenFile, homeDirectory }: VaultConnectionOptions): string {
  return tokenFile ?? tokenFilePath(homeDirectory);
}

/** What sends, and what there is to tell of it. */
export interface OpenedTransport {
  readonly transport: HttpSender;
  readonly recent: Pick<RecentCalls, 'calls'>;
  /** Origin of the proxy that is used. */
  readonly proxy: string | undefined;
}

/** What sends to one origin, at a rate and with further tries. @throws StoreError `tls` when a file or certificate cannot be used. */
export function openTransport(
  origin: string,
  options: ConnectionOptions,
  {
    userAgentVersion,
    environment,
    honourSkipVerify = false,
    transport: deadlines,
    patience,
    timer = processTimer,
    now,
  }: VaultConnectionOptions,
  { redirects, clientCertificate }: { redirects: Redirects; clientCertificate?: ClientCertificate },
): OpenedTransport {
  const proxy = chooseProxy(options, environment, honourSkipVerify);
  const { connectTimeoutMs, ...asked } = patienceOf(options.pace);
  const inner = new Transport({
    origin,
    redirects,
    userAgent: `vault-refs/${userAgentVersion}`,
    skipTlsVerify: options.skipTlsVerify === true,
    ca: ownAuthorities(options),
    proxy,
    ...(options.tlsServerName ? { serverName: options.tlsServerName } : {}),
    ...(clientCertificate ? { clientCertificate } : {}),
    connectTimeoutMs,
    totalTimeoutMs: asked.totalTimeoutMs,
    ...deadlines,
  });
  const recent = new RecentCalls(inner, () => performance.now());
  const transport = new PatientSender(recent, { ...asked, ...patience }, { timer, now });
  return { transport, recent, proxy: proxyFor(origin, proxy)?.origin };
}

/** The namespace without slashes around it, empty for the root. @throws StoreError `namespace`. */
export function namespaceOf({ namespace = '' }: ConnectionOptions): string {
  const trimmed = trimOf(namespace, '/');
  if (/[^\x21-\x7e]/.test(trimmed))
    throw new StoreError('namespace', 'The namespace has characters it cannot have.');
  return trimmed;
}
