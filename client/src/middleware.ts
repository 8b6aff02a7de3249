import * as vscode from 'vscode';
import type { Middleware } from 'vscode-languageclient/node';
import { CancellationToken, LSPCancellationError } from 'vscode-languageclient/node';
import { hitsOpenVersions } from './applyEditGuard.ts';
import type { OpenOrder } from './openOrder.ts';

/** What the client does differently from vscode-languageclient on the way to the server and back. */
export function createMiddleware(order: OpenOrder): Middleware {
  return {
    didOpen: (document, next) => order.opening(next(document)),
    sendRequest: (type, param, token, next) => order.afterOpening(() => next(type, param, token)),
    provideDiagnostics: async (document, previousResultId, token, next) => {
      try {
        return await next(document, previousResultId, token);
      } catch (error) {
        throw withoutEnd(error);
      }
    },
    workspace: {
      handleApplyEdit: async (params, next) =>
        hitsOpenVersions(params.edit, openVersion)
          ? next(params, CancellationToken.None)
          : { applied: false, failureReason: 'The document changed.' },
    },
  };
}

/**
 * A failed pull would be taken for one under way for ever, and no later one of the document be sent; a cancelled one
 * that is not to be repeated leaves what is shown and lets the next change ask again.
 */
function withoutEnd(error: unknown): vscode.CancellationError {
  if (error instanceof vscode.CancellationError) return error;
  return new LSPCancellationError({ retriggerRequest: false });
}

function openVersion(uri: string): number | undefined {
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri)?.version;
}
