import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Workbench } from '../editor/workbench.ts';
import { changedLines } from './changedLines.ts';
import { runCommandLine } from './commandLine.ts';
import { plaintextSecrets, wrongReferences } from './demoSecrets.ts';
import type { PlaintextSecret } from './demoSecrets.ts';
import { placeInCopy, readCopy } from './prepare.ts';
import type { Demo } from './prepare.ts';
import { signIn } from './signIn.ts';

/** What the steps work on. */
export interface Stage extends Demo {
  readonly workbench: Workbench;
  /** Folder of the screenshots. */
  readonly output: string;
  readonly report: (line: string) => void;
}

export interface DemoStep {
  readonly title: string;
  run(stage: Stage): Promise<void>;
}

/** Opens the file and puts the cursor into `part`. */
async function goTo(stage: Stage, file: string, part: string): Promise<void> {
  await stage.workbench.openFile(file);
  const [line, column] = await placeInCopy(stage, file, part);
  await stage.workbench.goTo(line, column + 1);
}

function picture({ workbench, output }: Stage, name: string): Promise<void> {
  return workbench.screenshot(join(output, name));
}

async function showProblems(stage: Stage): Promise<void> {
  const { workbench } = stage;
  const files = new Set([...plaintextSecrets, ...wrongReferences].map(({ file }) => file));
  for (const file of files) {
    await workbench.openFile(file);
    await workbench.editor.squiggles().first().waitFor();
  }
  await workbench.openFile('docker-compose.yaml');
  for (const text of ['databse', 'sesion-key', 'data/', 'plain text']) await workbench.problems.waitFor(text);
  for (const entry of await workbench.problems.entries()) stage.report(`  ${entry}`);
  await picture(stage, '1-problems.png');
}

async function showHover(stage: Stage): Promise<void> {
  await goTo(stage, 'docker-compose.yaml', 'shop/database#username');
  const text = await stage.workbench.editor.hover('Exists');
  // The hover fades in.
  await delay(400);
  stage.report(text.replaceAll(/^/gmu, '  '));
  await picture(stage, '2-hover.png');
  await stage.workbench.page.keyboard.press('Escape');
}

async function showCompletion(stage: Stage): Promise<void> {
  const { page, editor } = stage.workbench;
  const [line, column] = await placeInCopy(stage, 'docker-compose.yaml', 'database#username');
  await stage.workbench.goTo(line, column);
  await page.keyboard.press('Control+Space');
  await editor.suggestions().filter({ hasText: 'payment' }).first().waitFor();
  await picture(stage, '3-completion.png');
  await page.keyboard.press('Escape');
}

async function mendReferences(stage: Stage): Promise<void> {
  for (const { file, part, fix } of wrongReferences) {
    const before = await readCopy(stage, file);
    await goTo(stage, file, part);
    await stage.workbench.editor.quickFix(fix);
    await stage.workbench.waitForUnsaved();
    await stage.workbench.save();
    const after = await readCopy(stage, file);
    if (after === before) throw new Error(`${file} did not change`);
    stage.report(`  ${file}: ${fix}`);
  }
}

async function moveOne(stage: Stage, secret: PlaintextSecret, isFirst: boolean): Promise<void> {
  const { workbench } = stage;
  const { file, value, path, key } = secret;
  const before = await readCopy(stage, file);
  await goTo(stage, file, value);
  await workbench.editor.openLightbulb();
  if (isFirst) await picture(stage, '4-lightbulb.png');
  await workbench.editor.chooseFix('Move to Vault');
  const place = await workbench.input.acceptProposed('Move Secret to Vault');
  if (isFirst) {
    await workbench.waitForDialog();
    await picture(stage, '5-confirmation.png');
    await workbench.answerDialog('Write There');
  }
  await workbench.waitForUnsaved();
  await workbench.save();
  const after = await readCopy(stage, file);
  stage.report(`\n  ${file}, before (-) and after (+):\n${changedLines(before, after)}`);
  if (after !== before.replace(value, place)) throw new Error(`${file} is not what was expected`);
  const stored = await stage.admin.getSecret('secret', path);
  if (stored?.[key] !== value) throw new Error(`Vault does not have the value at secret/${path}#${key}`);
}

async function moveAll(stage: Stage): Promise<void> {
  for (const [index, secret] of plaintextSecrets.entries()) await moveOne(stage, secret, index === 0);
  await stage.workbench.clearNotifications();
  await stage.workbench.openFile('docker-compose.yaml');
  await picture(stage, '6-moved.png');
}

async function checkAll(stage: Stage): Promise<void> {
  for (const subcommand of ['check', 'scan'] as const) {
    const { clean, output } = await runCommandLine(stage, subcommand);
    stage.report(`  $ vault-refs ${subcommand} .\n${output.replaceAll(/^/gmu, '  ')}`);
    if (!clean) throw new Error(`vault-refs ${subcommand} is not clean`);
  }
  await stage.workbench.problems.waitForNo('vault-refs');
  await picture(stage, '7-no-problems.png');
}

/** What a person would do, in order. */
export const demoSteps: readonly DemoStep[] = [
  { title: 'Sign in to Vault, typing address and token', run: (stage) => signIn(stage.workbench, stage) },
  { title: 'See what is wrong in the files', run: showProblems },
  { title: 'Hover a reference: what it is, never its value', run: showHover },
  { title: 'Complete a path', run: showCompletion },
  { title: 'Mend wrong references by quick fix', run: mendReferences },
  { title: 'Move plaintext secrets to Vault by quick fix', run: moveAll },
  { title: 'Check that all references resolve and no plaintext is left', run: checkAll },
];
