import { failureWords } from '../../languageService/migration/messages.ts';
import { selfDeletion } from '../../languageService/migration/readBack.ts';
import type {
  CurrentSecret,
  MountInfo,
  PathHistory,
  SecretVault,
} from '../../languageService/migration/secretVault.ts';
import type { SecretPath } from '../../languageService/secretStore.ts';
import { versionRoom } from '../preflight/versionRoom.ts';

/** Whether a path may be written. `stale`: it is not what it was read as. `because` begins a sentence. */
export type Comparison =
  { readonly kind: 'same' | 'stale' } | { readonly kind: 'refused'; readonly because: string };

/**
 * Looks right before a write whether a path with versions is still the one that was read: a path that was deleted and made
 * again counts from 1, so the times of creation are compared. The same answer tells whether the version to come would
 * delete itself, or purge the oldest one. A path without versions needs no look: check-and-set with 0 is enough.
 * @throws only the signal's reason.
 */
export async function compareHistory(
  vault: SecretVault,
  path: { readonly secret: SecretPath; readonly base: CurrentSecret; readonly mount: MountInfo },
  signal: AbortSignal,
): Promise<Comparison> {
  const { secret, base, mount } = path;
  if (base.kvVersion === 1 || (base.kind === 'absent' && base.cas === 0)) return { kind: 'same' };
  let history: PathHistory;
  try {
    history = await vault.history(secret, signal);
  } catch (error) {
    signal.throwIfAborted();
    return { kind: 'refused', because: failureWords(error) };
  }
  if (history.kind === 'known' && history.deleteVersionAfter !== '')
    return { kind: 'refused', because: selfDeletion };
  const room = versionRoom(base, history, mount);
  switch (room.kind) {
    case 'free':
      return { kind: 'same' };
    case 'fooled':
      return { kind: 'stale' };
    case 'full':
      return { kind: 'refused', because: 'The path is full, so a write would purge its oldest version' };
    case 'hidden':
    case 'mount-hidden':
      return {
        kind: 'refused',
        because:
          'Your token may not see how many versions the path keeps, so a write could purge the oldest one',
      };
  }
}
