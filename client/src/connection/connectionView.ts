import type { ConnectionStatus, SignInResult } from '../../../server/src/protocol.ts';
import type { StayReason } from './autoSignIn.ts';

/** What the editor shows of the connection. */
export type ConnectionView =
  | { readonly kind: 'starting' }
  | { readonly kind: 'server-stopped' }
  | { readonly kind: 'connecting'; readonly origin: string }
  /** Nothing connects before the user does something. */
  | { readonly kind: 'waiting'; readonly reason: StayReason }
  /** The last sign-in did not succeed; `cause` is the server's error kind. */
  | FailedView
  | { readonly kind: 'status'; readonly status: ConnectionStatus };

export interface FailedView {
  readonly kind: 'failed';
  readonly origin: string;
  readonly cause: string;
  readonly message: string;
  /** Origin that the server redirects to, which the user may allow. */
  readonly redirect?: string;
}

/** A redirect that was refused and can be allowed: between which origins. */
export function refusedRedirect(
  view: ConnectionView,
): { readonly origin: string; readonly redirect: string } | undefined {
  const { origin, redirect }: { origin?: string; redirect?: string } =
    view.kind === 'failed' ? view : view.kind === 'status' ? view.status : {};
  return origin === undefined || redirect === undefined ? undefined : { origin, redirect };
}

/** The view after the server has told its state: a quiet server does not hide why nothing connects. */
export function withStatus(view: ConnectionView, status: ConnectionStatus): ConnectionView {
  if (status.kind === 'signed-out' && view.kind !== 'status') return view;
  if (status.kind === 'signed-out') return { kind: 'waiting', reason: 'signed-out' };
  return { kind: 'status', status };
}

/** Whether the server holds a token for exactly this origin and namespace. */
export function isConnectedTo(view: ConnectionView, origin: string, namespace: string): boolean {
  if (view.kind !== 'status' || view.status.kind === 'signed-out') return false;
  return view.status.origin === origin && (view.status.namespace ?? '') === namespace;
}

/** Whether asking again by itself, on window focus, can help without the user. */
export function isTransient(view: ConnectionView): boolean {
  const transient = ['unreachable', 'timeout', 'sealed', 'rate-limited', 'server-error'];
  return view.kind === 'failed' && transient.includes(view.cause);
}

/** The view of a sign-in at an origin that did not succeed. */
export function failedView(origin: string, result: SignInResult & { readonly ok: false }): FailedView {
  const { kind: cause, message, redirect } = result;
  return { kind: 'failed', origin, cause, message, ...(redirect === undefined ? {} : { redirect }) };
}
