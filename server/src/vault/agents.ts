import { Agent as HttpAgent } from 'node:http';
import type { AgentOptions } from 'node:https';
import { Agent as HttpsAgent } from 'node:https';
import type { ConnectionOptions as TlsOptions, SecureContext, SecureContextOptions } from 'node:tls';
import { createSecureContext } from 'node:tls';
import { StoreError } from '../languageService/storeError.ts';
import { trustedAuthorities } from './authorities.ts';
import { proxyFor } from './proxy/chooseProxy.ts';
import { TunnelAgent } from './proxy/tunnelAgent.ts';
import { CONNECT_TIMEOUT_MS } from './sockets.ts';
import type { TransportOptions } from './transport.ts';

const maxSockets = 16;

/** Keeps the connections to one origin, through a proxy where there is one. @throws StoreError for unusable certificates. */
export function createAgent(origin: string, options: TransportOptions): HttpAgent {
  const common = { keepAlive: true, maxSockets, scheduling: 'fifo' as const };
  if (!origin.startsWith('https:')) return new HttpAgent(common);
  const { ca } = authorities(options);
  const secureContext = contextOf({ minVersion: 'TLSv1.2', ...options.clientCertificate, ...(ca && { ca }) });
  // As `ca` of the agent all authorities would be parsed for each connection, and spelled out for each request.
  const agentOptions: AgentOptions & Pick<TlsOptions, 'secureContext'> = {
    ...common,
    secureContext,
    // The person has agreed to that for the one server.
    rejectUnauthorized: options.skipTlsVerify !== true || origin !== options.origin,
    ...(options.serverName ? { servername: options.serverName } : {}),
  };
  const proxy = proxyFor(origin, options.proxy);
  if (!proxy) return new HttpsAgent(agentOptions);
  return new TunnelAgent(agentOptions, {
    proxy,
    ca,
    timeoutMs: options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS,
  });
}

function contextOf(options: SecureContextOptions): SecureContext {
  try {
    return createSecureContext(options);
  } catch {
    throw new StoreError('tls', 'The certificate authorities or the client certificate cannot be used.');
  }
}

/** Plain http needs none, and reading the system's takes a moment. */
function authorities({ ca = [] }: TransportOptions): { ca?: string[] } {
  const trusted = trustedAuthorities(ca);
  return trusted.ca ? { ca: [...trusted.ca] } : {};
}
