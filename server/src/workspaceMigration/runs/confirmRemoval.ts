import { CancellationTokenSource } from 'vscode-languageserver';
import { abortable } from '../../abortable.ts';
import type { SecretTarget } from '../../languageService/migration/moveResult.ts';
import { formatReference } from '../../languageService/references/format.ts';
import { pathId, type RunState } from '../../migration/journal/runState.ts';
import type { RemovalAnswer } from '../../migration/undo/undoRun.ts';
import { requests } from '../../requests.ts';
import type { MigrationParts } from '../migrationParts.ts';
import { otherUses } from './otherUses.ts';

const refusal: RemovalAnswer = { isAgreed: false, finalDeletionConfirmed: false };

/**
 * Asks the person, through the client, before keys are taken out of Vault. A client that cannot ask has not agreed.
 * @throws the signal's reason.
 */
export async function confirmRemoval(
  parts: MigrationParts,
  state: RunState,
  targets: readonly SecretTarget[],
  signal: AbortSignal,
): Promise<RemovalAnswer> {
  const { origin, namespace } = state.header;
  const withoutVersions = new Set(
    state.writes.flatMap((write) => (write.base.kvVersion === 1 ? [pathId(write)] : [])),
  );
  const kvV1 = targets.filter((target) => withoutVersions.has(pathId(target))).map(formatReference);
  const { uses, unread } = await otherUses(parts, targets, signal);
  const question = {
    origin,
    namespace,
    targets: targets.map(formatReference),
    kvV1,
    otherUses: uses,
    notLookedAt: unread,
  };
  try {
    const asked = parts.connection.sendRequest(requests.confirmRemoval, question, tokenOf(signal));
    return answerOf(await abortable(asked, signal));
  } catch {
    signal.throwIfAborted();
    return refusal;
  }
}

function answerOf(answer: Partial<Record<keyof RemovalAnswer, unknown>> | null): RemovalAnswer {
  return {
    isAgreed: answer?.isAgreed === true,
    finalDeletionConfirmed: answer?.finalDeletionConfirmed === true,
  };
}

/** A token that is cancelled when the signal aborts. */
function tokenOf(signal: AbortSignal): CancellationTokenSource['token'] {
  const source = new CancellationTokenSource();
  if (signal.aborted) source.cancel();
  signal.addEventListener('abort', () => source.cancel(), { once: true });
  return source.token;
}
