import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import * as vscode from 'vscode';
import { safeProcessLine } from './processOutput.ts';
import { TraceChannel } from './traceChannel.ts';

/** Shows what the server process writes outside the protocol, as far as that may be shown. */
export function logProcessOutput(input: Readable, log: vscode.LogOutputChannel): void {
  createInterface({ input, crlfDelay: Infinity, historySize: 0 }).on('line', (line) => {
    const safe = safeProcessLine(line);
    if (safe !== undefined) log.error(safe);
  });
}

/** The redacting channel for the protocol's trace, turned on and off by `vaultRefs.trace.server`. */
export function createTraceChannel(
  log: vscode.LogOutputChannel,
  subscriptions: vscode.ExtensionContext['subscriptions'],
): TraceChannel {
  const changed = new vscode.EventEmitter<vscode.LogLevel>();
  const channel = new TraceChannel(log, {
    isOn: () => isTraceWanted(),
    onDidChange: changed.event,
    trace: vscode.LogLevel.Trace,
    quiet: vscode.LogLevel.Info,
  });
  const listener = vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration('vaultRefs.trace')) changed.fire(channel.logLevel);
  });
  subscriptions.push(changed, listener);
  return channel;
}

function isTraceWanted(): boolean {
  return vscode.workspace.getConfiguration('vaultRefs').get<string>('trace.server', 'off') !== 'off';
}
