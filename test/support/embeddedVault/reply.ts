import { randomUUID } from 'node:crypto';

export interface Reply {
  readonly status: number;
  /** Sent as JSON; nothing is sent when undefined. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Thrown by whatever finds out that a request cannot be served; the router answers with it. */
export class Refusal extends Error {
  readonly reply: Reply;

  constructor(reply: Reply) {
    super(`answered ${reply.status}`);
    this.name = 'Refusal';
    this.reply = reply;
  }
}

export const noContent: Reply = { status: 204 };

/** 404 for a path that holds nothing. */
export const nothingThere: Reply = { status: 404, body: { errors: [] } };

/** The usual envelope around `data`; `more` overrides its other fields. */
export function envelope(data: unknown, more: Readonly<Record<string, unknown>> = {}): object {
  const lease = { lease_id: '', renewable: false, lease_duration: 0 };
  return { request_id: randomUUID(), ...lease, data, wrap_info: null, warnings: null, auth: null, ...more };
}

export function ok(data: unknown, more?: Readonly<Record<string, unknown>>): Reply {
  return { status: 200, body: envelope(data, more) };
}

export function failure(status: number, message: string): Reply {
  return { status, body: { errors: [message] } };
}

/** The server's way to print an error that it has wrapped. */
export function wrappedFailure(status: number, message: string): Reply {
  return failure(status, `1 error occurred:\n\t* ${message}\n\n`);
}

/** @throws Refusal always, with status 400 and `message`. */
export function badRequest(message: string): never {
  throw new Refusal(failure(400, message));
}

export const denied = wrappedFailure(403, 'permission denied');
export const unsupportedOperation = wrappedFailure(405, 'unsupported operation');
export const unsupportedPath = wrappedFailure(404, 'unsupported path');
