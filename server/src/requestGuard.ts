import type { CancellationToken } from 'vscode-languageserver';
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';

/** Thrown through an aborted signal; becomes "request cancelled". */
class Cancelled extends Error {}

/** A signal that aborts with the token. */
export function signalOf(token: CancellationToken): AbortSignal {
  const controller = new AbortController();
  const abort = (): void => controller.abort(new Cancelled());
  if (token.isCancellationRequested) abort();
  else token.onCancellationRequested(abort);
  return controller.signal;
}

/**
 * Runs one request. A failure is told as a failure, so that an editor keeps what it showed instead of taking
 * "nothing" for an answer. The reason stays here: an error's text may hold what a message must not.
 */
export async function guard<T>(
  what: string,
  token: CancellationToken,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const signal = signalOf(token);
  try {
    const result = await run(signal);
    signal.throwIfAborted();
    return result;
  } catch {
    if (signal.aborted) throw new ResponseError(LSPErrorCodes.RequestCancelled, `${what} was cancelled.`);
    throw new ResponseError(LSPErrorCodes.RequestFailed, `${what} failed.`);
  }
}

/** Runs what nobody waits for. Its failure is dropped: the connection would log the error's text. */
export function quietly(run: () => void): void {
  try {
    run();
  } catch {
    // Nothing can be answered to a notification, and the error may hold what a log must not.
  }
}
