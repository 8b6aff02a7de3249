/** PORT: how the extension asks and tells. The flows behind it are tested without an editor. */
export interface Dialogs {
  /**
   * A modal question that no other extension can answer; false when it is dismissed or cannot be shown.
   */
  confirm(question: Question): Promise<boolean>;
  /** One of several; undefined when dismissed. */
  choose<T>(title: string, choices: readonly Choice<T>[]): Promise<T | undefined>;
  /** A line of text; undefined when dismissed. `problem` tells what is wrong with a text, while it is typed. */
  ask(input: TextInput): Promise<string | undefined>;
  /** A line of text that is checked elsewhere while it is typed; the accepted check's value, or undefined. */
  askChecked<T>(input: CheckedInput<T>): Promise<T | undefined>;
  /** One line that needs no answer, with buttons to the log or to other commands. */
  tell(level: 'information' | 'warning' | 'error', message: string, ...buttons: CommandButton[]): void;
  /** Shows progress with a cancel button while the task runs, and what it reports. */
  withProgress<T>(title: string, task: ProgressTask<T>): Promise<T>;
}

/** A task that can be cancelled and says in a few words how far it is. */
export type ProgressTask<T> = (signal: AbortSignal, report: (message: string) => void) => Promise<T>;

export interface Question {
  readonly message: string;
  /** Further lines, such as the full origin. */
  readonly detail: string;
  /** Label of the button that agrees. */
  readonly agree: string;
}

export interface Choice<T> {
  readonly label: string;
  readonly description?: string;
  readonly value: T;
}

export interface TextInput {
  readonly title: string;
  readonly prompt: string;
  readonly value?: string;
  readonly placeholder?: string;
  /** Hides what is typed. */
  readonly password?: boolean;
  problem(text: string): string | undefined;
}

export interface CheckedInput<T> {
  readonly title: string;
  readonly prompt: string;
  readonly value: string;
  check(text: string, signal: AbortSignal): Promise<Check<T>>;
}

export type Check<T> =
  | { readonly ok: true; readonly value: T; readonly note?: string }
  | { readonly ok: false; readonly message: string };

export interface CommandButton {
  readonly label: string;
  readonly command: string;
  /** Names and positions, never a value. */
  readonly arguments?: readonly unknown[];
}

/** Opens the output channel. */
export const showLogButton: CommandButton = { label: 'Show Log', command: 'vaultRefs.showLog' };
