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

/** The secret that was moved, and whose text came back, stands in Vault by now. */
async function findInVault(world: World): Promise<void> {
  const { workbench, admin } = world;
  const before = await onDisk(world, 'mail.yaml');
  const stored = await admin.getSecret('secret', 'alpha/mail');
  await workbench.runCommand('Vault Refs: Find Secrets Already in Vault');
  await workbench.input.choose('Paths below a prefix');
  await workbench.input.answer('Read what is below this prefix', 'secret/alpha');
  const question = await workbench.answerDialog('Read and Compare');
  expectThat(question.includes('1 path'), `the question does not say how much is read: ${question}`);
  await workbench.input.waitFor('mail.yaml:4');
  const listed = await workbench.input.text();
  expectThat(!listed.includes(plainSecrets.smtp.slice(4, -1)), 'the list shows a value');
  await workbench.input.choose('mail.yaml:4');
  await workbench.editor.quickFix('Use the existing reference secret/alpha/mail#smtp_password');
  await eventually(async () =>
    expectThat((await workbench.editor.text()).includes('secret/alpha/mail#smtp_password'), 'no reference'),
  );
  await workbench.save();
  const after = before.replace(plainSecrets.smtp, 'secret/alpha/mail#smtp_password');
  expectEqual(await onDisk(world, 'mail.yaml'), after, 'file on disk');
  expectEqual(await admin.getSecret('secret', 'alpha/mail'), stored, 'value in Vault');
  await workbench.clearNotifications();
}

/** Fixing, creating, moving: after each, the file on disk and the value in Vault are read past the product. */
export const writingSteps: readonly Step[] = [
  { name: 'a quick fix mends a typo; the file on disk has it', run: fixTypo },
  { name: 'creates a missing secret after a confirmation; Vault has the typed value', run: createMissing },
  { name: 'moves a plaintext secret: file and Vault agree; undo restores the text', run: moveAndUndo },
  {
    name: 'finds a plaintext secret that is in Vault already, and puts its reference there',
    run: findInVault,
  },
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
