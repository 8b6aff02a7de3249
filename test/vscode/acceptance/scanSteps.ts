import { rm, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SessionOptions } from '../../../scripts/editor/workbenchSession.ts';
import { projectRoot } from '../../../scripts/editor/places.ts';
import { expectEqual, expectThat } from '../suite/suiteCase.ts';
import { scannedFiles, scannedSecrets, writeManyFiles } from './scanWorkspace.ts';
import { runSteps, withWindow } from './window.ts';
import type { WorldBase } from './window.ts';
import { goToPart, writeFiles } from './world.ts';
import type { Step, World } from './world.ts';

const scanCommand = 'Vault Refs: Scan Workspace for Plaintext Secrets';

/** No value, and no part of one, stands anywhere in the window beside its file. */
async function expectNoValues({ workbench }: World): Promise<void> {
  const shown = [
    await workbench.secrets.text(),
    ...(await workbench.secrets.spoken()),
    ...(await workbench.problems.entries()),
  ].join('\n');
  for (const secret of scannedSecrets) expectThat(!shown.includes(secret.slice(4, -1)), 'a value is shown');
}

const picture = ({ workbench }: World, name: string): Promise<void> =>
  workbench.screenshot(join(projectRoot, '.cache', `scan-${name}.png`));

async function scansAndShows(world: World): Promise<void> {
  const { workbench } = world;
  await workbench.runCommand(scanCommand);
  const summary = await workbench.answerNotification('4 secrets in 3 files', 'Show in Tree');
  expectThat(summary.includes('1 skipped'), `the summary tells of nothing skipped: ${summary}`);
  await workbench.secrets.waitFor('smtp.password');
  await workbench.secrets.untilSays('4 secrets in 3 files');
  await workbench.problems.waitFor('mail.yaml');
  await expectNoValues(world);
  await picture(world, 'by-file');
}

async function opensFromTree(world: World): Promise<void> {
  const { workbench } = world;
  await workbench.secrets.click('Cache.Password');
  await workbench.page.locator('.tab.active[data-resource-name="settings.json"]').waitFor();
  await workbench.page.locator('.statusbar-item', { hasText: 'Ln 2' }).first().waitFor();
  await workbench.editor.squiggles().first().waitFor();
  const entries = await workbench.problems.entries();
  const ofFile = entries.filter((entry) => entry.includes('settings.json'));
  expectEqual(ofFile.length, 1, 'entries of the open file in Problems');
}

async function groupsByRule(world: World): Promise<void> {
  const { workbench } = world;
  await workbench.runCommand('Vault Refs: Group Plaintext Secrets by Rule');
  await workbench.secrets.waitForNo('mail.yaml');
  await workbench.secrets.waitFor('keyed-password');
  await workbench.secrets.click('keyed-password');
  await workbench.secrets.waitFor('shop/mail.yaml:3');
  await expectNoValues(world);
  await picture(world, 'by-rule');
  await workbench.runCommand('Vault Refs: Group Plaintext Secrets by File');
  await workbench.secrets.waitFor('mail.yaml');
}

async function listsSkipped({ workbench }: World): Promise<void> {
  await workbench.runCommand('Vault Refs: Show Files Skipped by the Scan');
  await workbench.input.waitFor('shop/broken.yaml');
  await workbench.input.waitFor('binary');
  await workbench.page.keyboard.press('Escape');
}

async function ignoresOne(world: World): Promise<void> {
  const { workbench } = world;
  await goToPart(world, 'shop/mail.yaml', scannedSecrets[0] ?? '');
  await workbench.editor.quickFix('Ignore this finding');
  await workbench.save();
  await workbench.secrets.waitForNo('mail.yaml');
  await workbench.secrets.untilSays('3 secrets in 2 files');
}

async function followsTheDisk({ workbench, folder }: World): Promise<void> {
  await writeFile(join(folder, 'shop/extra.yaml'), `password: '${scannedSecrets[3] ?? ''}'\n`);
  await workbench.secrets.waitFor('extra.yaml');
  await rename(join(folder, 'shop/extra.yaml'), join(folder, 'shop/renamed.yaml'));
  await workbench.secrets.waitFor('renamed.yaml');
  await workbench.secrets.waitForNo('extra.yaml');
  await rm(join(folder, 'shop/renamed.yaml'));
  await workbench.secrets.waitForNo('renamed.yaml');
}

async function acceptsTheRest(world: World): Promise<void> {
  const { workbench } = world;
  for (const file of ['shop/settings.json', 'shop/queue/values.yaml']) {
    await workbench.openFile(file);
    await workbench.editor.squiggles().first().waitFor();
    await workbench.runCommand('Vault Refs: Accept All Findings of This File into Baseline');
    await workbench.input.answer('Why is it accepted?', 'known before the tool came');
    await workbench.editor.squiggles().first().waitFor({ state: 'detached' });
  }
  await workbench.secrets.waitForNo('values.yaml');
  await workbench.secrets.waitForNo('settings.json');
  await workbench.clearNotifications();
}

async function cancels(world: World): Promise<void> {
  const { workbench, folder } = world;
  await workbench.runCommand('Vault Refs: Clear Scan Results');
  await writeManyFiles(join(folder, 'many'), 3000);
  await workbench.runCommand(scanCommand);
  await workbench.secrets.waitFor('file0.yaml');
  await workbench.answerNotification('Scanning for plaintext secrets', 'Cancel');
  await workbench.notification('The scan was cancelled');
  await workbench.secrets.untilSays('did not get to its end');
  await picture(world, 'cancelled');
  await rm(join(folder, 'many'), { recursive: true });
}

async function nothingComesBack(world: World): Promise<void> {
  const { workbench, session, folder } = world;
  // A window counts as open once it lists the files.
  await workbench.secrets.toggleFiles();
  await workbench.open(session.address);
  await workbench.runCommand('Vault Refs: Show Plaintext Secrets');
  await workbench.secrets.untilSays('Scan Workspace');
  await workbench.runCommand(scanCommand);
  await workbench.notification('No plaintext secrets');
  await writeFile(join(folder, 'shop/new.yaml'), `password: '${scannedSecrets[3] ?? ''}'\n`);
  await workbench.secrets.waitFor('new.yaml');
  await workbench.secrets.untilSays('1 secret in 1 file');
  expectEqual((await workbench.problems.entries()).length, 2, 'entries in Problems: the file and its secret');
}

const steps: readonly Step[] = [
  {
    name: 'scan: the view is empty at first, and says how to fill it',
    async run(world) {
      await world.workbench.runCommand('Vault Refs: Show Plaintext Secrets');
      await world.workbench.secrets.untilSays('Scan Workspace');
      await world.workbench.secrets.toggleFiles();
      await picture(world, 'empty');
    },
  },
  { name: 'scan: the command lists secrets in the tree and in Problems, without values', run: scansAndShows },
  { name: 'scan: an entry of the tree opens its file, which is listed once', run: opensFromTree },
  { name: 'scan: the tree is grouped by rule and by file', run: groupsByRule },
  { name: 'scan: what was skipped is listed with the reason', run: listsSkipped },
  { name: 'scan: what is ignored by the quick fix goes from the tree', run: ignoresOne },
  { name: 'scan: the tree follows files that come, are renamed and go', run: followsTheDisk },
  { name: 'scan: what is accepted into the baseline goes from the tree', run: acceptsTheRest },
  { name: 'scan: cancelled in the middle, what was found stays and is marked', run: cancels },
  {
    name: 'scan: in a window that is opened again, what was ignored and accepted does not come back, a new secret is alone',
    run: nothingComesBack,
  },
];

/** A window on a workspace of its own, which is neither trusted nor connected. */
export async function runScan(
  options: SessionOptions,
  rest: WorldBase,
  report: (line: string) => void,
): Promise<{ readonly passed: number; readonly total: number }> {
  const folder = join(rest.folder, '../scan');
  await writeFiles(folder, scannedFiles);
  const passed = await withWindow({ ...options, workspace: folder }, { ...rest, folder }, (world) =>
    runSteps(world, steps, report),
  );
  return { passed, total: steps.length };
}
