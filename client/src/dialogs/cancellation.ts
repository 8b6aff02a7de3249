import * as vscode from 'vscode';

/** A token that is cancelled when the signal aborts. */
export function tokenOf(signal: AbortSignal): vscode.CancellationToken {
  const source = new vscode.CancellationTokenSource();
  if (signal.aborted) source.cancel();
  signal.addEventListener('abort', () => source.cancel(), { once: true });
  return source.token;
}
