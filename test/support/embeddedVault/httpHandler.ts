import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { FaultTable } from '../faultTable.ts';
import type { AuditedRequest } from '../testVault.ts';
import type { EmbeddedOptions } from './embeddedVault.ts';
import type { EmbeddedFault } from './faults.ts';
import { understand } from './incoming.ts';
import type { Incoming } from './incoming.ts';
import type { Reply } from './reply.ts';
import { failure, Refusal } from './reply.ts';
import { answer, isAudited } from './router.ts';
import type { VaultState } from './vaultState.ts';

export interface HandlerParts {
  readonly state: VaultState;
  readonly faults: FaultTable<EmbeddedFault>;
  /** Gets what an audit log would get. */
  readonly requests: AuditedRequest[];
  readonly options: EmbeddedOptions;
}

/** From HTTP to {@link answer} and back. */
export function handleHttp(parts: HandlerParts): RequestListener {
  return (message, response) => {
    respond(parts, message, response).catch((error: unknown) => response.destroy(error as Error));
  };
}

async function respond(
  parts: HandlerParts,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(message);
  const incoming = understood(message, body);
  if ('status' in incoming) {
    send(response, incoming, '');
    return;
  }
  const request = { method: incoming.method, path: incoming.path };
  await parts.options.beforeRequest?.(request);
  const fault = parts.faults.strike(request);
  if (fault?.delayMs !== undefined) await delay(fault.delayMs);
  const reply = carryOut(parts, incoming, request, fault);
  if (fault?.reset === true) response.destroy();
  else send(response, spoilt(reply, fault), incoming.namespace);
}

async function readBody(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function understood(message: IncomingMessage, body: Buffer): Incoming | Reply {
  try {
    return understand(message, body);
  } catch (error) {
    if (error instanceof Refusal) return error.reply;
    throw error;
  }
}

function carryOut(
  parts: HandlerParts,
  incoming: Incoming,
  request: AuditedRequest,
  fault: EmbeddedFault | undefined,
): Reply {
  const rules = { ignoreNamespaces: parts.options.ignoreNamespaces === true };
  if (isAudited(parts.state, incoming, rules)) parts.requests.push(request);
  const replaced = fault?.status !== undefined || fault?.reset === true;
  if (replaced && fault.afterCommit !== true) return failure(500, 'not carried out');
  return answer(parts.state, incoming, rules);
}

function spoilt(reply: Reply, fault: EmbeddedFault | undefined): Reply {
  if (fault?.status === undefined) return { ...reply, headers: { ...reply.headers, ...fault?.headers } };
  const body = fault.body ?? { errors: ['a fault of the test'] };
  return { status: fault.status, body, ...(fault.headers !== undefined && { headers: fault.headers }) };
}

function send(response: ServerResponse, reply: Reply, namespace: string): void {
  const text = reply.body === undefined ? '' : `${JSON.stringify(reply.body)}\n`;
  response.writeHead(reply.status, {
    'cache-control': 'no-store',
    'content-type': 'application/json',
    ...(namespace !== '' && { 'x-vault-namespace': namespace }),
    ...reply.headers,
  });
  response.end(text);
}
