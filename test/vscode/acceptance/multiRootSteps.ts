import { join } from 'node:path';
import { eventually, expectEqual, expectThat } from '../suite/suiteCase.ts';
import { plainSecrets } from './productWorkspace.ts';
import { goToPart, onDisk, signInByTyping } from './world.ts';
import type { Step, World } from './world.ts';

async function moveInSecondFolder(world: World): Promise<void> {
  const { workbench, admin } = world;
  const before = await onDisk(world, '../beta/settings.json');
  await goToPart({ ...world, folder: join(world.folder, '../beta') }, 'settings.json', plainSecrets.beta);
  await workbench.editor.quickFix('Move to Vault');
  const proposed = await workbench.input.acceptProposed('Move Secret to Vault');
  expectEqual(proposed, 'secret/beta/settings#Cache_Password', 'proposed place');
  await workbench.answerDialog('Write There');
  await eventually(async () =>
    expectThat((await workbench.editor.text()).includes(proposed), 'no reference'),
  );
  await workbench.save();
  const after = before.replace(plainSecrets.beta, proposed);
  expectEqual(await onDisk(world, '../beta/settings.json'), after, 'file on disk');
  const stored = await admin.getSecret('secret', 'beta/settings');
  expectEqual(stored, { Cache_Password: plainSecrets.beta }, 'value in Vault');
}

/** The same in a window with two folders. */
export const multiRootSteps: readonly Step[] = [
  {
    name: 'multi-root: finds a plaintext secret in the second folder and signs in',
    async run(world) {
      await world.workbench.openFile('settings.json');
      await world.workbench.untilExtensionRuns();
      await world.workbench.editor.squiggles().first().waitFor();
      await signInByTyping(world);
    },
  },
  {
    name: 'multi-root: checks the second folder',
    async run({ workbench }) {
      await workbench.problems.waitFor('There is no key "passwrd"');
    },
  },
  { name: 'multi-root: moves a secret of the second folder', run: moveInSecondFolder },
];
