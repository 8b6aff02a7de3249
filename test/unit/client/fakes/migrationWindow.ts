import type { CommandParts } from '../../../../client/src/commands/commandParts.ts';
import type { MigrationPlan } from '../../../../server/src/protocol.ts';
import type { ClientWorld } from './clientWorld.ts';
import { openWindow, vault } from './clientWorld.ts';
import type { Answer } from './scriptedDialogs.ts';
import { ScriptedDialogs } from './scriptedDialogs.ts';

/** A window that is signed in, its dialogs, and its parts. */
export interface MigrationWindow {
  readonly world: ClientWorld;
  readonly dialogs: ScriptedDialogs;
  readonly parts: CommandParts;
}

/** With a plan it is made already, as for the workspace. */
export async function migrationWindow(
  { plan, world = openWindow() }: { readonly plan?: MigrationPlan; readonly world?: ClientWorld },
  ...answers: Answer[]
): Promise<MigrationWindow> {
  await world.connection.signIn({ method: 'token', address: vault, token: 'made-up' });
  const dialogs = new ScriptedDialogs(...answers);
  const parts = world.parts(dialogs);
  if (plan) {
    world.server.migration.plan = plan;
    const { signal } = new AbortController();
    await parts.migration.plans.make({ kind: 'workspace' }, { signal, workDoneToken: 'first' });
    world.server.requests.length = 0;
  }
  return { world, dialogs, parts };
}
