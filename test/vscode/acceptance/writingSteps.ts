import { eventually, expectEqual, expectThat } from '../suite/suiteCase.ts';
import { createdValue, plainSecrets } from './productWorkspace.ts';
import { goToPart, onDisk } from './world.ts';
import type { Step, World } from './world.ts';

async function fixTypo(world: World): Promise<void> {
  const { workbench } = world;
  const before = await onDisk(world, 'app.yaml');
  await goToPart(world, 'app.yaml', 'shop/databse');
  await workbench.editor.quickFix('Change to "database"');
  await workbench.problems.waitForNo('"shop/databse"');
  await workbench.save();
  const after = before.replace('shop/databse', 'shop/database');
  expectEqual(await onDisk(world, 'app.yaml'), after, 'file on disk');
}

async function createMissing(world: World): Promise<void> {
  const { workbench, admin } = world;
  const before = await onDisk(world, 'app.yaml');
  await goToPart(world, 'app.yaml', 'shop/queue');
  await workbench.editor.quickFix('Create this secret');
  await workbench.input.answer('Value of secret/shop/queue#token', createdValue);
  const question = await workbench.answerDialog('Write There');
  expectThat(question.includes(world.vault.address), 'the question does not name the server');
  await workbench.problems.waitForNo('"shop/queue"');
  expectEqual(await admin.getSecret('secret', 'shop/queue'), { token: createdValue }, 'value in Vault');
  expectEqual(await onDisk(world, 'app.yaml'), before, 'file on disk');
  await workbench.clearNotifications();
}

async function moveAndUndo(world: World): Promise<void> {
  const { workbench, admin } = world;
  const before = await onDisk(world, 'mail.yaml');
  await goToPart(world, 'mail.yaml', plainSecrets.smtp);
  await workbench.editor.quickFix('Move to Vault');
  const proposed = await workbench.input.acceptProposed('Move Secret to Vault');
  expectEqual(proposed, 'secret/alpha/mail#smtp_password', 'proposed place');
  const after = before.replace(plainSecrets.smtp, proposed);
  await eventually(async () =>
    expectThat((await workbench.editor.text()).includes(proposed), 'no reference'),
  );
  await workbench.save();
  expectEqual(await onDisk(world, 'mail.yaml'), after, 'file on disk');
  const stored = await admin.getSecret('secret', 'alpha/mail');
  expectEqual(stored, { smtp_password: plainSecrets.smtp }, 'value in Vault');
  await workbench.page.keyboard.press('Control+Z');
  await workbench.save();
  expectEqual(await onDisk(world, 'mail.yaml'), before, 'file on disk after undo');
  expectEqual(await admin.getSecret('secret', 'alpha/mail'), stored, 'value in Vault after undo');
}

/** Fixing, creating, moving: after each, the file on disk and the value in Vault are read past the product. */
export const writingSteps: readonly Step[] = [
  { name: 'a quick fix mends a typo; the file on disk has it', run: fixTypo },
  { name: 'creates a missing secret after a confirmation; Vault has the typed value', run: createMissing },
  { name: 'moves a plaintext secret: file and Vault agree; undo restores the text', run: moveAndUndo },
  {
    name: 'a window that is opened again is signed in',
    async run({ session, workbench }) {
      await workbench.open(session.address);
      await workbench.openFile('app.yaml');
      await workbench.untilExtensionRuns();
      await workbench.problems.waitFor('There is no key "pasword"');
    },
  },
];
