import type { EnvironmentOffer, SignInParams } from '../../../server/src/protocol.ts';
import type { ConnectionMemory } from '../connection/connectionMemory.ts';
import type { ConnectionSettings } from '../connection/settings.ts';
import type { Dialogs } from '../dialogs/dialogs.ts';

/** What the questions of a sign-in are asked with. */
export interface SignInQuestions {
  readonly dialogs: Dialogs;
  readonly memory: ConnectionMemory;
  readonly settings: ConnectionSettings;
  readonly offer: EnvironmentOffer;
}

/** Asks everything that one way to sign in takes; undefined when dismissed at any step. */
export type Ask = (questions: SignInQuestions) => Promise<SignInParams | undefined>;
