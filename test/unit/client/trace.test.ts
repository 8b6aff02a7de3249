import { PassThrough } from 'node:stream';
import type { LogOutputChannel } from 'vscode';
import type { MessageConnection } from 'vscode-languageserver-protocol/node';
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
  Trace,
  TraceFormat,
} from 'vscode-languageserver-protocol/node';
import { describe, expect, it } from 'vitest';
import type { TraceLevels } from '../../../client/src/log/traceChannel.ts';
import { TraceChannel } from '../../../client/src/log/traceChannel.ts';
import { redactTrace } from '../../../client/src/log/traceRedaction.ts';
import { methods } from '../../../server/src/protocol.ts';
import { createCanary, expectNoLeak } from '../../support/canary.ts';

const canary = createCanary();
const uri = 'file:///project/app.yaml';

function connect(): { client: MessageConnection; server: MessageConnection } {
  const [up, down] = [new PassThrough(), new PassThrough()];
  const client = createMessageConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  const server = createMessageConnection(new StreamMessageReader(up), new StreamMessageWriter(down));
  return { client, server };
}

/** The run key that a migration keeps with the client; it is no value, but tells guesses at values from one another. */
const runKey = canary.token;

/** What a migration and its undo send, in both directions. */
async function migrate(client: MessageConnection, server: MessageConnection): Promise<void> {
  const run = '0123456789abcdef';
  client.onRequest(methods.storeRunKey, () => true);
  client.onRequest(methods.loadRunKey, () => runKey);
  server.onRequest(methods.undoRun, () => ({ outcome: 'complete', message: canary.secret }));
  await server.sendRequest(methods.storeRunKey, { run, key: runKey });
  await server.sendRequest(methods.loadRunKey, { run });
  await client.sendRequest(methods.undoRun, { run });
  const edits = [{ range: {}, newText: canary.secret }];
  const documentChanges = [{ textDocument: { uri, version: 3 }, edits }];
  await server.sendRequest('workspace/applyEdit', { label: 'Undo', edit: { documentChanges } });
}

/** Everything that carries a token, a secret or text of a file, in both directions, with failures. */
async function talk(client: MessageConnection, server: MessageConnection): Promise<void> {
  const text = `password: ${canary.secret}`;
  server.onRequest(methods.signIn, () => ({ ok: false, kind: 'denied', message: canary.token }));
  server.onRequest(methods.createSecret, () => {
    throw new Error(`could not write ${canary.secret}`);
  });
  server.onRequest(methods.refresh, () => null);
  server.onRequest('future/method', () => ({ value: canary.secret }));
  client.onRequest('workspace/applyEdit', () => ({ applied: true, failureReason: canary.secret }));
  server.listen();
  client.listen();
  await client.sendRequest(methods.signIn, { method: 'token', address: 'https://a.example', ...canary });
  await client.sendRequest(methods.createSecret, { value: canary.secret }).catch(() => undefined);
  await client.sendNotification('textDocument/didOpen', { textDocument: { uri, text } });
  await client.sendNotification('textDocument/didChange', { contentChanges: [{ text }] });
  await client.sendRequest('future/method', canary);
  await server.sendRequest('workspace/applyEdit', { edit: { changes: { [uri]: [{ newText: text }] } } });
  await server.sendNotification('$/logTrace', { message: text, verbose: text });
  await client.sendRequest(methods.refresh);
  await server.sendRequest('workspace/applyEdit', {});
}

/** The log of a real JSON-RPC connection, with entries put together as the language client does. */
async function traced(trace: Trace, traceFormat: TraceFormat): Promise<{ raw: string[]; shown: string[] }> {
  const { client, server } = connect();
  const raw: string[] = [];
  const tracer = {
    log: (entry: unknown, data?: string) => {
      if (typeof entry !== 'string') raw.push(JSON.stringify(entry));
      else raw.push(data === undefined ? entry : `${entry}\n${data}`);
    },
  };
  await client.trace(trace, tracer, { traceFormat });
  try {
    await talk(client, server);
    await migrate(client, server);
  } finally {
    client.dispose();
    server.dispose();
  }
  return { raw, shown: raw.map(redactTrace) };
}

describe('redactTrace', () => {
  it.each([
    ['messages', Trace.Messages, TraceFormat.Text],
    ['compact', Trace.Compact, TraceFormat.Text],
    ['verbose', Trace.Verbose, TraceFormat.Text],
    ['verbose JSON', Trace.Verbose, TraceFormat.JSON],
    ['messages JSON', Trace.Messages, TraceFormat.JSON],
  ])('keeps token, secret and file text out of the %s trace of a real connection', async (_name, ...how) => {
    const { raw, shown } = await traced(...how);
    expectNoLeak(canary, ...shown);
    // The trace itself did hold them, and still tells what happened.
    expect(() => expectNoLeak(canary, ...raw)).toThrow('canary leaked');
    expect(shown.join('\n')).toContain(methods.signIn);
    expect(shown).toHaveLength(raw.length);
  });

  it.each([methods.storeRunKey, methods.loadRunKey, methods.deleteRunKey, 'workspace/applyEdit'])(
    'shows nothing of %s but its name',
    (method) => {
      for (const head of [
        `Received request '${method} - (4)'.`,
        `Sending response '${method} - (4)'. Processing request took 3ms`,
      ]) {
        const shown = redactTrace(`${head}\nParams: {"key":"${runKey}"}\nResult: "${runKey}"`);
        expect(shown).toMatch(new RegExp(`'${method} - \\(4\\)'\\. \\[not shown\\]$`));
        expectNoLeak(canary, shown);
      }
    },
  );

  it('shows harmless messages in full', () => {
    const entry = `Received notification '${methods.connectionStatus}'.\nParams: {"kind":"sealed"}`;
    expect(redactTrace(entry)).toBe(entry);
    const json = JSON.stringify({
      type: 'receive-notification',
      message: { method: methods.connectionStatus },
    });
    expect(redactTrace(json)).toBe(json);
  });

  it.each(['', 'anything', '{"message": 3}', '{broken', `Sending request '${methods.signOut}`])(
    'hides %j, whose form it does not know',
    (entry) => expect(redactTrace(entry)).toBe('[not shown]'),
  );
});

/** Collects what reaches the real channel. */
function sink(): { channel: LogOutputChannel; lines: string[] } {
  const lines: string[] = [];
  const write = (line: string | Error): number => lines.push(String(line));
  const channel = { name: 'sink', trace: write, debug: write, info: write, warn: write, error: write };
  return { channel: channel as unknown as LogOutputChannel, lines };
}

describe('TraceChannel', () => {
  // The editor's enum and events exist only in the editor.
  const levels = { onDidChange: () => undefined, trace: 1, quiet: 3 } as unknown as Omit<TraceLevels, 'isOn'>;

  it('is silent, whatever the log level, while the setting is off', () => {
    const { channel, lines } = sink();
    const trace = new TraceChannel(channel, { ...levels, isOn: () => false });
    trace.trace(`Sending request '${methods.signOut} - (1)'.`);
    expect(trace.logLevel).toBe(levels.quiet);
    expect(lines).toEqual([]);
  });

  it('redacts by whichever method it is written to', () => {
    const { channel, lines } = sink();
    const trace = new TraceChannel(channel, { ...levels, isOn: () => true });
    const entry = `Sending request '${methods.signIn} - (1)'.\nParams: {"token":"${canary.token}"}`;
    for (const write of [
      'trace',
      'debug',
      'info',
      'warn',
      'error',
      'append',
      'appendLine',
      'replace',
    ] as const) {
      trace[write](entry);
    }
    expect(lines).toEqual(Array(8).fill(`Sending request '${methods.signIn} - (1)'. [not shown]`));
    expect(trace.logLevel).toBe(levels.trace);
  });
});
