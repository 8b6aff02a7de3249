import type { SecretVault } from '../../../server/src/languageService/migration/secretVault.ts';
import type { SecretPath } from '../../../server/src/languageService/secretStore.ts';

export type VaultCall = Exclude<keyof SecretVault, 'origin' | 'namespace'>;

/** A moment of a call: `before` the server acts, or `after` it acted and before the answer arrives. */
export interface Step {
  readonly call: VaultCall;
  readonly when: 'before' | 'after';
  /** Number of the step since the vault was made, from 0. */
  readonly index: number;
  /** The path that the call is about; of a call about several, or about a mount, undefined. */
  readonly secret: SecretPath | undefined;
}

/** Waits for `work`. @throws the signal's reason, at once when it aborts. */
export async function untilAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  let stop = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => {
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', stop);
  });
  try {
    await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
