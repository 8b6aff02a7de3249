import type * as vscode from 'vscode';
import { languages, Uri, workspace } from 'vscode';
import type { ErrorHandler, LanguageClientOptions } from 'vscode-languageclient/node';
import {
  CancellationToken,
  CloseAction,
  DiagnosticCollectionSource,
  ErrorAction,
  LanguageClient,
  RevealOutputChannelOn,
  State,
  TransportKind,
} from 'vscode-languageclient/node';
import { DiagnosticLayers } from './scan/diagnosticLayers.ts';
import type { InitializationOptions } from '../../server/src/protocol.ts';
import type { ConnectionMemory } from './connection/connectionMemory.ts';
import { readEditorPolicy } from './connection/editorPolicy.ts';
import { tokenOf } from './dialogs/cancellation.ts';
import { documentSelector } from './languages.ts';
import { createTraceChannel, logProcessOutput } from './log/logging.ts';
import { createMiddleware } from './middleware.ts';
import { OpenOrder } from './openOrder.ts';
import { RestartPolicy } from './restartPolicy.ts';
import type { SendRequest } from './serverApi.ts';

/** The client of the language server, which runs as a process of its own. Not started yet. */
export function createClient(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  memory: ConnectionMemory,
): LanguageClient {
  const server = {
    module: context.asAbsolutePath('dist/server.js'),
    transport: TransportKind.ipc,
    // By default it would be the workspace folder, whose files the server must find by no relative path.
    options: { cwd: context.extensionPath },
  };
  const order = new OpenOrder();
  const shown = languages.createDiagnosticCollection('vault-refs');
  const layers = new DiagnosticLayers(shown);
  // The id is also the prefix of the setting `vaultRefs.trace.server`.
  const client = new LanguageClient('vaultRefs', 'Vault Refs', { run: server, debug: server }, options());
  context.subscriptions.push(
    shown,
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Running) return;
      order.reset();
      // The next server has scanned nothing.
      layers.clear('files');
    }),
  );
  return client;

  function options(): LanguageClientOptions {
    return {
      documentSelector,
      outputChannel: log,
      traceOutputChannel: createTraceChannel(log, context.subscriptions),
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      stdioOptions: { stdout: logProcessOutput, stderr: logProcessOutput },
      initializationOptions: () => initializationOptions(memory, context.globalStorageUri),
      diagnosticPullOptions: { onChange: true, onSave: false, onFocus: true },
      // Foreign names and texts get into hovers: no commands, no HTML.
      diagnosticCollectionProvider: {
        create: (_name, source) =>
          layers.layer(source === DiagnosticCollectionSource.pull ? 'documents' : 'files'),
        dispose: (collection) => collection.dispose(),
      },
      markdown: { isTrusted: false, supportHtml: false },
      errorHandler: createErrorHandler(),
      middleware: createMiddleware(order),
    };
  }
}

/** A sender of custom requests over the client. */
export function requestsOver(client: LanguageClient): SendRequest {
  return (method, params, signal) => {
    // An undefined argument would travel as `[null]`, which a request without parameters does not take.
    const token = signal ? tokenOf(signal) : CancellationToken.None;
    return params === undefined
      ? client.sendRequest<unknown>(method, token)
      : client.sendRequest<unknown>(method, params, token);
  };
}

/** Where journals of migrations are, on this machine, also in a remote window: the extension runs where the files are. */
export function journalFolderIn(storage: vscode.Uri): string {
  return Uri.joinPath(storage, 'runs').fsPath;
}

function initializationOptions({ mounts }: ConnectionMemory, storage: vscode.Uri): InitializationOptions {
  const journalFolder = journalFolderIn(storage);
  const policy = readEditorPolicy(workspace.getConfiguration('vaultRefs'));
  return { clientCommands: true, layersDiagnostics: true, rememberedMounts: mounts, journalFolder, policy };
}

/** Faults go to the log and the status item, never to a notification. */
function createErrorHandler(): ErrorHandler {
  const policy = new RestartPolicy(Date.now);
  return {
    error: (_error, _message, count) => ({
      action: count !== undefined && count <= 3 ? ErrorAction.Continue : ErrorAction.Shutdown,
      message: 'The connection to the language server has errors.',
      handled: true,
    }),
    closed: () =>
      policy.restartAfterEnd()
        ? {
            action: CloseAction.Restart,
            message: 'The language server ended and is started again.',
            handled: true,
          }
        : {
            action: CloseAction.DoNotRestart,
            message: 'The language server ended too often.',
            handled: true,
          },
  };
}
