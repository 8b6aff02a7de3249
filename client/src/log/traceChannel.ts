import type { Event, LogLevel, LogOutputChannel, ViewColumn } from 'vscode';
import { redactTrace } from './traceRedaction.ts';

export interface TraceLevels {
  /** Whether `vaultRefs.trace.server` asks for a trace. */
  isOn(): boolean;
  readonly onDidChange: Event<LogLevel>;
  /** The level that makes the language client trace, and one that does not. */
  readonly trace: LogLevel;
  readonly quiet: LogLevel;
}

/**
 * The channel that the language client writes its trace to. It redacts every entry, and it is the setting that turns
 * it on: left to itself the client (10.1) traces by the channel's log level and takes `off` for `messages`.
 */
export class TraceChannel implements LogOutputChannel {
  readonly #channel: LogOutputChannel;
  readonly #levels: TraceLevels;

  constructor(channel: LogOutputChannel, levels: TraceLevels) {
    this.#channel = channel;
    this.#levels = levels;
  }

  get name(): string {
    return this.#channel.name;
  }

  get logLevel(): LogLevel {
    return this.#levels.isOn() ? this.#levels.trace : this.#levels.quiet;
  }

  get onDidChangeLogLevel(): Event<LogLevel> {
    return this.#levels.onDidChange;
  }

  trace(message: string): void {
    if (this.#levels.isOn()) this.#channel.info(redactTrace(message));
  }

  debug(message: string): void {
    this.#channel.debug(redactTrace(message));
  }

  info(message: string): void {
    this.#channel.info(redactTrace(message));
  }

  warn(message: string): void {
    this.#channel.warn(redactTrace(message));
  }

  error(error: string | Error): void {
    this.#channel.error(redactTrace(String(error)));
  }

  append(value: string): void {
    this.#channel.info(redactTrace(value));
  }

  appendLine(value: string): void {
    this.#channel.info(redactTrace(value));
  }

  replace(value: string): void {
    this.#channel.info(redactTrace(value));
  }

  clear(): void {
    this.#channel.clear();
  }

  show(column?: ViewColumn | boolean, preserveFocus?: boolean): void {
    this.#channel.show(typeof column === 'boolean' ? column : preserveFocus);
  }

  hide(): void {
    this.#channel.hide();
  }

  /** The channel belongs to the extension. */
  dispose(): void {
    this.hide();
  }
}
