import type { IncomingMessage } from 'node:http';
import { listMethod } from '../loopbackHttp.ts';
import type { AuditedRequest } from '../testVault.ts';
import type { JsonObject, Operation } from './backend.ts';
import { parseBody } from './jsonBody.ts';
import { badRequest, failure, Refusal } from './reply.ts';

/** A request as it came, path and method understood, nothing decided. */
export interface Incoming {
  readonly method: AuditedRequest['method'];
  /** Decoded, without `/v1/`; that of a LIST ends with `/`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly token: string;
  readonly namespace: string;
  /** Of a write; empty otherwise. */
  readonly body: JsonObject;
}

const methods: ReadonlyMap<string, AuditedRequest['method']> = new Map([
  ['GET', 'GET'],
  [listMethod, 'LIST'],
  ['POST', 'POST'],
  ['PUT', 'POST'],
  ['PATCH', 'PATCH'],
  ['DELETE', 'DELETE'],
]);

/** @throws Refusal for what the server's front door turns away: no audit log knows of it. */
export function understand(message: IncomingMessage, body: Buffer): Incoming {
  const [rawPath = '', rawQuery = ''] = (message.url ?? '').split(/\?(.*)/su);
  refuseUnclean(rawPath);
  const query = new URLSearchParams(rawQuery);
  const method = methodOf(message.method ?? '', query);
  const path = decodePath(rawPath);
  const header = (name: string): string => String(message.headers[name] ?? '');
  return {
    method,
    path: method === 'LIST' && !path.endsWith('/') ? `${path}/` : path,
    query,
    token: header('x-vault-token') || header('authorization').replace(/^Bearer /u, ''),
    namespace: header('x-vault-namespace').replace(/^\/|\/$/gu, ''),
    body: bodyOf(method, header('content-type'), body),
  };
}

/** The front door answers a path with `//`, `.` or `..` by a redirect to the clean one. */
function refuseUnclean(rawPath: string): void {
  const segments = rawPath.split('/').slice(1);
  const isUnclean = segments.some(
    (part, at) => ['.', '..'].includes(part) || (part === '' && at < segments.length - 1),
  );
  if (!isUnclean) return;
  const { pathname } = new URL(rawPath.replaceAll(/\/{2,}/gu, '/'), 'http://localhost');
  throw new Refusal({ status: 307, headers: { location: pathname } });
}

function methodOf(method: string, query: URLSearchParams): AuditedRequest['method'] {
  const known = methods.get(method);
  if (known === undefined) throw new Refusal({ status: 405, body: { errors: [] } });
  if (known !== 'GET' || !query.has('list')) return known;
  const list = query.get('list') ?? '';
  if (/^(?:1|t|true)$/iu.test(list)) return 'LIST';
  if (/^(?:0|f|false)?$/iu.test(list)) return 'GET';
  throw new Refusal({ status: 400, body: { errors: [] } });
}

function decodePath(rawPath: string): string {
  if (!rawPath.startsWith('/v1/')) throw new Refusal(failure(404, 'not found'));
  const path = percentDecoded(rawPath.slice('/v1/'.length)).replaceAll(/\/{2,}/gu, '/');
  if (path.split('/').some((part) => part === '..' || part === '.'))
    badRequest('relative paths not supported');
  // Control, format and unassigned characters, and all space but the plain one.
  if (/[\p{C}\p{Z}]/u.test(path.replaceAll(' ', ''))) throw new Refusal({ status: 400 });
  return path;
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new Refusal({ status: 400 });
  }
}

function bodyOf(method: Incoming['method'], contentType: string, body: Buffer): JsonObject {
  if (method === 'PATCH') checkPatchType(contentType);
  return method === 'POST' || method === 'PATCH' ? parseBody(body) : {};
}

function checkPatchType(contentType: string): void {
  const [mediaType = ''] = contentType.split(';');
  if (mediaType === '') badRequest('mime: no media type');
  if (mediaType !== 'application/merge-patch+json') {
    const reason = `PATCH requires Content-Type of application/merge-patch+json, provided ${mediaType}`;
    throw new Refusal(failure(415, reason));
  }
}

/** `exists` decides between the two kinds of write. */
export function operationOf(method: Incoming['method'], exists: () => boolean): Operation {
  switch (method) {
    case 'GET':
      return 'read';
    case 'LIST':
      return 'list';
    case 'POST':
      return exists() ? 'update' : 'create';
    case 'PATCH':
      return 'patch';
    case 'DELETE':
      return 'delete';
  }
}
