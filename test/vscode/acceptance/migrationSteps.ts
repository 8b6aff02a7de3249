import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../../../scripts/editor/places.ts';
import type { SessionOptions } from '../../../scripts/editor/workbenchSession.ts';
import type { FaultProxy } from '../../support/faultProxy.ts';
import { startFaultProxy } from '../../support/faultProxy.ts';
import { eventually, expectEqual, expectThat } from '../suite/suiteCase.ts';
import { movedText } from '../migration/migrationFiles.ts';
import {
  app,
  editedTarget,
  leftOut,
  marked,
  migratedFiles,
  migratedSecrets,
  planned,
  plannedData,
  queue,
} from './migrationWorkspace.ts';
import { runSteps, withWindow } from './window.ts';
import type { WorldBase } from './window.ts';
import { onDisk, signInByTyping, writeFiles } from './world.ts';
import type { Step, World } from './world.ts';

const planCommand = "Vault Refs: Move Workspace's Secrets to Vault";
const previewTitle = 'what moving to Vault does';

/** Takes a picture of the window, in which no value may be seen: nor in what a screen reader would say of it. */
async function picture({ workbench }: World, name: string): Promise<void> {
  await workbench.screenshot(join(projectRoot, '.cache', `migration-${name}.png`));
  for (const frame of workbench.page.frames()) {
    const shown = await frame.content();
    const isShown = migratedSecrets.some(({ value }) => shown.includes(value.slice(4)));
    expectThat(!isShown, `a value is shown: ${name}`);
  }
}

async function setTheme({ workbench }: World, label: string, kind: string): Promise<void> {
  await workbench.page.keyboard.press('Control+K');
  await workbench.page.keyboard.press('Control+T');
  await workbench.input.waitFor('Theme');
  await workbench.input.field().fill(label);
  await workbench.input.choose(label);
  await workbench.page.locator(`.monaco-workbench.${kind}`).waitFor();
}

async function expectDisk(
  world: World,
  textOf: (file: (typeof migratedFiles)[number]) => string,
): Promise<void> {
  for (const file of migratedFiles) {
    const bytes = await readFile(join(world.folder, file.path));
    expectEqual(bytes.toString('base64'), Buffer.from(textOf(file)).toString('base64'), file.path);
  }
}

async function expectVault({ admin }: World, isThere: boolean): Promise<void> {
  for (const [path, data] of Object.entries(plannedData)) {
    expectEqual(await admin.getSecret('secret', path), isThere ? data : undefined, `secret/${path}`);
  }
}

async function planShown(world: World): Promise<void> {
  const { workbench } = world;
  await workbench.openFile('start.yaml');
  await workbench.untilExtensionRuns();
  await signInByTyping(world);
  await workbench.secrets.toggleFiles();
  await workbench.runCommand(planCommand);
  await workbench.migration.untilSays('8 in new paths');
  for (const { reference } of migratedSecrets) await workbench.migration.waitFor(reference);
  await picture(world, 'plan');
}

async function unticked(world: World): Promise<void> {
  const { workbench } = world;
  await workbench.migration.tick(leftOut.reference, false);
  await workbench.migration.untilSays('7 in new paths, 1 left out');
}

async function targetEdited(world: World): Promise<void> {
  const { workbench } = world;
  const entry = app.secrets[1]!;
  await workbench.migration.press(entry.reference, 'Edit Target', workbench.input.field());
  await workbench.input.waitFor('Edit Target of service1.password');
  await workbench.input.field().fill('secret/migration/by-hand');
  await workbench.page.keyboard.press('Enter');
  await workbench.page
    .locator('.quick-input-widget:visible .quick-input-message', { hasText: 'key' })
    .waitFor();
  await workbench.input.field().fill(editedTarget);
  await workbench.page.keyboard.press('Enter');
  await workbench.migration.waitFor(editedTarget);
  await workbench.migration.untilSays('7 in new paths, 1 left out');
  await picture(world, 'plan-changed');
}

async function previewed(world: World): Promise<void> {
  const { workbench } = world;
  const tab = workbench.page.locator('.tab.active', { hasText: previewTitle });
  await workbench.migration.press('app.yaml', 'Show Preview', tab);
  const line = workbench.page.locator('.monaco-diff-editor .view-line', { hasText: editedTarget });
  await line.waitFor();
  await picture(world, 'preview');
  await setTheme(world, 'Dark High Contrast', 'hc-black');
  await picture(world, 'preview-high-contrast');
  await setTheme(world, 'Light Modern', 'vs');
  await picture(world, 'preview-light');
  await workbench.runCommand('View: Close All Editors');
}

async function moved(world: World): Promise<void> {
  const { workbench, vault } = world;
  await workbench.runCommand('Vault Refs: Run Migration');
  const place = await workbench.answerDialog('Write There');
  expectThat(place.includes(new URL(vault.address).host), `the server is not named: ${place}`);
  const question = await workbench.answerDialog('Move to Vault');
  expectThat(question.includes('Move 7 secrets in 4 files to 5 paths?'), `the question is: ${question}`);
  await workbench.answerNotification('secrets moved', 'Show Report');
  await expectDisk(world, planned);
  await expectVault(world, true);
  await reportShown(world, 'Moving secrets to Vault');
  await picture(world, 'report');
  await workbench.clearNotifications();
}

/** The report is drawn in frames inside of the window's, hidden until they are complete. */
async function reportShown({ workbench: { page } }: World, title: string): Promise<void> {
  await eventually(async () => {
    for (const frame of page.frames().filter((one) => one !== page.mainFrame())) {
      const heading = frame.getByRole('heading', { name: title, exact: true });
      if ((await heading.isVisible()) && (await (await frame.frameElement()).isVisible())) return;
    }
    throw new Error('the report is not shown');
  });
}

async function undone(world: World): Promise<void> {
  const { workbench } = world;
  await workbench.runCommand('Vault Refs: Undo Migration');
  await workbench.answerDialog('Undo');
  const question = await workbench.answerDialog('Remove');
  expectThat(question.includes('Remove 7 secrets from Vault?'), `the question is: ${question}`);
  expectThat(question.includes(editedTarget), `the question does not name the edited target: ${question}`);
  await workbench.answerNotification('7 of 7 secrets restored', 'Show Report');
  await expectDisk(world, ({ text }) => text);
  await expectVault(world, false);
  await reportShown(world, 'Moving secrets to Vault: undone');
  await picture(world, 'undone');
  await workbench.clearNotifications();
}

/** The third file's write is held until "Cancel" is pressed. */
async function cancelled(world: World, proxy: FaultProxy): Promise<void> {
  const { workbench } = world;
  const third = marked.secrets[0]!.path;
  await workbench.runCommand(planCommand);
  await workbench.migration.untilSays('8 in new paths');
  proxy.add({ kind: 'delay', ms: 4000 }, { path: `secret/data/${third}`, method: 'POST', times: 1 });
  await workbench.runCommand('Vault Refs: Run Migration');
  await workbench.answerDialog('Move to Vault');
  await workbench.answerNotification('Moving secrets to Vault', 'Cancel');
  await workbench.notification('You cancelled it');
  expectEqual(await onDisk(world, queue.path), queue.text, 'the last file');
  await workbench.page.locator('.statusbar-item', { hasText: 'migration incomplete' }).waitFor();
  await workbench.migration.waitFor('Incomplete');
  await picture(world, 'cancelled');
}

async function continuedInNewWindow(world: World): Promise<void> {
  const { workbench, session } = world;
  // No file has to be shown for the offer.
  await workbench.runCommand('View: Close All Editors');
  await workbench.open(session.address);
  await workbench.answerNotification('is incomplete', 'Continue');
  await workbench.answerDialog('Continue');
  await workbench.notification('8 of 8 secrets moved');
  await expectDisk(world, (file) => movedText(file, () => true));
  for (const { path, key, value } of migratedSecrets) {
    expectEqual((await world.admin.getSecret('secret', path))?.[key], value, `secret/${path}#${key}`);
  }
  await workbench.page
    .locator('.statusbar-item', { hasText: 'migration incomplete' })
    .waitFor({ state: 'detached' });
  await picture(world, 'continued');
}

const steps = (proxy: FaultProxy): readonly Step[] => [
  {
    name: 'migration: the plan of the workspace is shown with ticks and places, without values',
    run: planShown,
  },
  { name: 'migration: a secret is unticked, and the counts follow', run: unticked },
  { name: 'migration: a target is edited; one without a key is not taken', run: targetEdited },
  { name: 'migration: the preview is masked, in dark, light and high contrast', run: previewed },
  { name: 'migration: run, files and Vault are as the plan said, and the report is shown', run: moved },
  { name: 'migration: undone, files and Vault are as they were', run: undone },
  {
    name: 'migration: cancelled by the button, and shown as incomplete',
    run: (world) => cancelled(world, proxy),
  },
  {
    name: 'migration: a window that is opened again offers to continue, and does',
    run: continuedInNewWindow,
  },
];

/** A window on a workspace of its own, signed in under the least privileges through a proxy that can be slow. */
export async function runMigration(
  options: SessionOptions,
  rest: WorldBase,
  report: (line: string) => void,
): Promise<{ readonly passed: number; readonly total: number }> {
  const folder = join(rest.folder, '../migration');
  const proxy = await startFaultProxy(rest.vault);
  const texts = Object.fromEntries(migratedFiles.map(({ path, text }) => [path, text]));
  await writeFiles(folder, { ...texts, 'start.yaml': 'nothing: to move\n' });
  const world = { ...rest, folder, vault: { ...rest.vault, address: proxy.address } };
  const all = steps(proxy);
  try {
    const passed = await withWindow({ ...options, workspace: folder }, world, (window) =>
      runSteps(window, all, report),
    );
    return { passed, total: all.length };
  } finally {
    await proxy.close();
  }
}
