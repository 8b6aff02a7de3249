import type { VaultAccess } from '../runtime.ts';

/** Where a command writes. */
export interface Output {
  write(text: string): unknown;
  /** True on a terminal. */
  readonly isTTY?: boolean | undefined;
}

/** Where a command gets what must not stand on the command line, which other users of the machine can see. */
export interface SecretInput {
  /**
   * A line that is typed without being shown; undefined when there is no terminal, the person gives up or the signal
   * aborts.
   */
  prompt(question: string, signal?: AbortSignal): Promise<string | undefined>;
  /** Whether there is a terminal to ask at; there is none when absent. */
  canPrompt?(): boolean;
  /** The next line of standard input; undefined at its end. */
  line(): Promise<string | undefined>;
}

/** Everything outside a command, so that tests run it in their own process. */
export interface CliContext {
  readonly stdout: Output;
  readonly stderr: Output;
  /** Absolute folder that relative paths start from. */
  readonly cwd: string;
  /** Where the token file lies. */
  readonly homeDirectory: string;
  readonly secrets: SecretInput;
  /** Variables of the process. */
  readonly environment: NodeJS.ProcessEnv;
  /** What is piped in. */
  standardInput(): AsyncIterable<Uint8Array>;
  /** A connection that is not signed in; it reads the address and token of the environment itself. */
  openVault(): VaultAccess | Promise<VaultAccess>;
  /** Starts the language server on standard input and output; it lives until its client ends it. */
  startServer(): Promise<void>;
  /** Asks the person at the terminal for yes or no; undefined where there is no terminal. */
  confirm?(question: string): Promise<boolean | undefined>;
  /** Has a listener told of the person's interruption (Ctrl+C), the first alone; the returned function ends that. */
  onInterrupt?(listener: () => void): () => void;
}

/** Exit codes, the same for every command. */
export const exitCodes = {
  clean: 0,
  findings: 1,
  usage: 2,
  couldNot: 3,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Wrong arguments. The message is shown above the command's usage. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Something that was asked for cannot be done. The message is a sentence with advice, and holds no value. */
export class CouldNotError extends Error {
  override readonly name = 'CouldNotError';
}
