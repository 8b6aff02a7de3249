import type { CommandParts } from './commandParts.ts';

/** What runs a command. Arguments may come from any extension. */
export type Handler = (parts: CommandParts, ...args: readonly unknown[]) => Promise<void> | void;
