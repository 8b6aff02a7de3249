import type { MoveResult, SecretTarget, WriteAgreement } from '../../../server/src/protocol.ts';
import { isConnectedTo } from '../connection/connectionView.ts';
import { showLogButton } from '../dialogs/dialogs.ts';
import type { CommandParts } from './commandParts.ts';
import { targetText } from './targetText.ts';
import type { WritePlace } from './writeConsents.ts';

/** A target that the server has looked up, on the connection that was shown to the user. */
export interface WriteTarget {
  readonly target: SecretTarget;
  readonly origin: string;
  readonly namespace: string;
  /** Undefined when the mount could not be looked up. */
  readonly kvVersion: 1 | 2 | undefined;
}

/**
 * Gets every agreement that a write takes: place, and on KV v1 the race; undefined when one is refused or the window
 * meanwhile signed in elsewhere.
 */
export async function agreeToWrite(
  { dialogs, connection, writeConsents }: CommandParts,
  { target, origin, namespace, kvVersion }: WriteTarget,
): Promise<WriteAgreement | undefined> {
  if (!(await writeConsents.agree({ origin, namespace, mount: target.mount }))) return undefined;
  const kvV1RaceConfirmed = kvVersion === 1;
  if (kvV1RaceConfirmed) {
    const agreed = await dialogs.confirm({
      message: `Write to the KV v1 mount ${target.mount}?`,
      detail: `KV v1 has no check-and-set. If someone else creates ${target.mount}/${target.path} at the same moment, one of the two values is lost.`,
      agree: 'Write Anyway',
    });
    if (!agreed) return undefined;
  }
  if (isConnectedTo(connection.view, origin, namespace)) return { origin, namespace, kvV1RaceConfirmed };
  dialogs.tell('warning', 'Nothing was written: this window is no longer connected to that server.');
  return undefined;
}

/**
 * Where this window is connected; undefined where it is not, after offering to sign in. A sign-in that is going on is
 * waited for, and undefined then when the user does not.
 */
export async function connectedPlace(parts: CommandParts): Promise<Omit<WritePlace, 'mount'> | undefined> {
  const { dialogs, connection, isTrusted } = parts;
  if (!(await hasSettled(parts))) return undefined;
  const status = connection.view.kind === 'status' ? connection.view.status : undefined;
  if (isTrusted() && status?.origin !== undefined) {
    return { origin: status.origin, namespace: status.namespace ?? '' };
  }
  dialogs.tell('warning', 'Sign in to Vault first.', { label: 'Sign In', command: 'vaultRefs.signIn' });
  return undefined;
}

/** False when the user cancelled the wait. */
async function hasSettled({ dialogs, connection }: CommandParts): Promise<boolean> {
  if (connection.isSettled) return true;
  return dialogs.withProgress('Signing in to Vault', (signal) => {
    const cancelled = new Promise<boolean>((resolve) => {
      if (signal.aborted) resolve(false);
      signal.addEventListener('abort', () => resolve(false), { once: true });
    });
    return Promise.race([connection.settled().then(() => true), cancelled]);
  });
}

/**
 * The result of a write; where no answer came (cancelled, or the server process ended) one that says so, because the
 * value may or may not be in Vault then.
 */
export async function knownResult(answer: Promise<MoveResult>, target: SecretTarget): Promise<MoveResult> {
  try {
    return await answer;
  } catch {
    const message = `No answer came: look in Vault whether ${targetText(target)} was written.`;
    return { outcome: 'failed', message, inVault: false };
  }
}

const levels = {
  moved: 'information',
  created: 'information',
  reused: 'information',
  refused: 'warning',
  failed: 'error',
} as const;

/** Tells how a write ended. The server's message says what is in Vault now. */
export function tellResult({ dialogs }: CommandParts, { outcome, message }: MoveResult): void {
  dialogs.tell(levels[outcome], message, showLogButton);
}
