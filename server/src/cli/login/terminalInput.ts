import { openSync } from 'node:fs';
import type { Interface } from 'node:readline';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { ReadStream } from 'node:tty';
import type { SecretInput } from '../context.ts';

/** Standard input, and the terminal of the person even where standard input is a pipe. */
export function terminalInput(): SecretInput {
  let lines: AsyncIterator<string> | undefined;
  return {
    prompt: (question, signal) => promptAt(openTerminal(), question, signal),
    canPrompt,
    line: async () => {
      if (process.stdin.isTTY) return promptAt(process.stdin, 'Secret: ');
      lines ??= createInterface({ input: process.stdin })[Symbol.asyncIterator]();
      const next = await lines.next();
      return next.done === true ? undefined : next.value;
    },
  };
}

/** Asks for yes or no; undefined without a terminal. Whatever is not a yes is a no. */
export async function confirmAtTerminal(question: string): Promise<boolean | undefined> {
  const input = openTerminal();
  if (!input) return undefined;
  const reader = createInterface({ input, output: process.stderr, terminal: true, historySize: 0 });
  try {
    reader.setPrompt(question);
    reader.prompt();
    return /^y(?:es)?$/i.test((await firstLine(reader))?.trim() ?? '');
  } finally {
    reader.close();
    if (input !== process.stdin) input.destroy();
  }
}

function canPrompt(): boolean {
  const input = openTerminal();
  if (input !== process.stdin) input?.destroy();
  return input !== undefined;
}

function openTerminal(): ReadStream | undefined {
  if (process.stdin.isTTY) return process.stdin;
  try {
    return new ReadStream(openSync('/dev/tty', 'r'));
  } catch {
    return undefined;
  }
}

/** Reads a line that is not shown; undefined after Ctrl+C, Ctrl+D or without a terminal. */
async function promptAt(
  input: ReadStream | undefined,
  question: string,
  signal?: AbortSignal,
): Promise<string | undefined> {
  if (!input || signal?.aborted === true) return undefined;
  process.stderr.write(question);
  // The reader shows what it is given where it writes to: nowhere.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input, output: nowhere, terminal: true, historySize: 0 });
  const close = (): void => reader.close();
  signal?.addEventListener('abort', close, { once: true });
  try {
    return await firstLine(reader);
  } finally {
    signal?.removeEventListener('abort', close);
    reader.close();
    if (input !== process.stdin) input.destroy();
    process.stderr.write('\n');
  }
}

function firstLine(reader: Interface): Promise<string | undefined> {
  return new Promise((resolve) => {
    reader.once('line', resolve);
    reader.once('SIGINT', () => resolve(undefined));
    reader.once('close', () => resolve(undefined));
  });
}
