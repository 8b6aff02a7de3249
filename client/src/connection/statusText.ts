import type { ConnectionStatus } from '../../../server/src/protocol.ts';
import type { CommandButton } from '../dialogs/dialogs.ts';
import type { StayReason } from './autoSignIn.ts';
import type { ConnectionView, FailedView } from './connectionView.ts';

export interface StatusText {
  readonly text: string;
  readonly detail: string;
  readonly severity: 'information' | 'warning' | 'error';
  readonly busy: boolean;
  /** The way out, offered as the item's click. */
  readonly button?: CommandButton;
}

const signIn: CommandButton = { label: 'Sign In', command: 'vaultRefs.signIn' };
const refresh: CommandButton = { label: 'Refresh', command: 'vaultRefs.refresh' };
const tryAgain: CommandButton = { label: 'Try Again', command: 'vaultRefs.refresh' };
const select: CommandButton = { label: 'Select Connection', command: 'vaultRefs.selectConnection' };
const allowHost: CommandButton = { label: 'Allow This Host', command: 'vaultRefs.allowRedirect' };
const trust: CommandButton = { label: 'Manage Trust', command: 'workbench.trust.manage' };
const reload: CommandButton = { label: 'Reload Window', command: 'workbench.action.reloadWindow' };

/** Which connection is meant. */
export interface StatusNames {
  /** The named one that the workspace uses; empty for that of `vaultRefs.address`. */
  readonly name?: string;
  /** One of the user's own that the workspace suggests, while the user has not chosen any. */
  readonly suggested?: string | undefined;
}

/** The one line about the connection, what it means for references, and what can be done about it. */
export function statusText(view: ConnectionView, { name = '', suggested }: StatusNames = {}): StatusText {
  const plain = viewText(view);
  const isSignedOut = view.kind === 'waiting' && view.reason === 'signed-out';
  const told =
    suggested !== undefined && isSignedOut
      ? quiet(plain.text, `This workspace suggests your connection "${suggested}".`, select)
      : plain;
  return name === '' ? told : { ...told, text: told.text.replace(/^Vault:/, `Vault ${name}:`) };
}

function viewText(view: ConnectionView): StatusText {
  switch (view.kind) {
    case 'starting':
      return { ...quiet('Vault: starting', ''), busy: true };
    case 'server-stopped':
      return {
        text: 'Vault Refs: stopped',
        detail: 'The language server ended several times and was not started again.',
        severity: 'error',
        busy: false,
        button: reload,
      };
    case 'connecting':
      return { ...quiet('Vault: connecting', view.origin), busy: true };
    case 'waiting':
      return waiting(view.reason);
    case 'failed':
      return { ...warning('Vault: not connected', view.message), button: failedWayOut(view) };
    case 'status':
      return connected(view.status);
  }
}

function waiting(reason: StayReason): StatusText {
  switch (reason) {
    case 'restricted':
      return quiet(
        'Vault: restricted mode',
        'References are not checked: this folder is not trusted.',
        trust,
      );
    case 'signed-out':
      return quiet('Vault: not signed in', 'References are not checked.', signIn);
    case 'connection-missing':
      return quiet('Vault: not connected', 'This connection is not in your settings any more.', select);
    case 'settings-changed':
      return quiet('Vault: not signed in', 'The connection settings changed since the last sign-in.', signIn);
    case 'tls-unconfirmed':
      return quiet(
        'Vault: not signed in',
        'Skipping the TLS check must be confirmed in each window.',
        signIn,
      );
    case 'environment-changed':
      return quiet(
        'Vault: not signed in',
        'The environment names another server than you agreed to.',
        signIn,
      );
    case 'token-missing':
      return quiet('Vault: not signed in', 'There is no stored token for this server any more.', signIn);
  }
}

function connected(status: ConnectionStatus): StatusText {
  const place = placeOf(status);
  switch (status.kind) {
    case 'signed-out':
      return waiting('signed-out');
    case 'ok':
      return quiet('Vault: connected', place, refresh);
    case 'sealed':
      return warning('Vault: sealed', `${place}. References are not checked until it is unsealed.`, tryAgain);
    case 'redirect-refused':
      return warning(
        'Vault: redirect refused',
        `${place} redirects to ${status.redirect ?? 'another host'}. References are not checked.`,
        allowHost,
      );
    case 'unreachable':
      return warning('Vault: unreachable', `${place}. References are not checked.`, tryAgain);
    case 'token-invalid':
      return warning('Vault: token expired', `${place} no longer accepts the token.`, signIn);
  }
}

/** Origin and namespace as one phrase, for example `https://vault.example.com, namespace team`. */
export function placeOf({ origin, namespace }: Pick<ConnectionStatus, 'origin' | 'namespace'>): string {
  return namespace ? `${origin ?? ''}, namespace ${namespace}` : (origin ?? '');
}

function failedWayOut({ cause, redirect }: FailedView): CommandButton {
  if (redirect !== undefined) return allowHost;
  return cause === 'denied' || cause === 'token-invalid' ? signIn : tryAgain;
}

function quiet(text: string, detail: string, button?: CommandButton): StatusText {
  return { text, detail, severity: 'information', busy: false, ...(button ? { button } : {}) };
}

function warning(text: string, detail: string, button?: CommandButton): StatusText {
  return { ...quiet(text, detail, button), severity: 'warning' };
}
