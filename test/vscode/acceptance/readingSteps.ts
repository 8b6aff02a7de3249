import { expectNoLeak } from '../../support/canary.ts';
import { expectEqual, expectThat } from '../suite/suiteCase.ts';
import { goToPart, onDisk, signInByTyping } from './world.ts';
import type { Step, World } from './world.ts';

async function completesPathAndKey(world: World): Promise<void> {
  const { workbench } = world;
  const before = await onDisk(world, 'complete.yaml');
  await workbench.openFile('complete.yaml');
  await workbench.goTo(2, 'second: secret/shop/'.length + 1);
  await workbench.editor.complete('database');
  await workbench.editor.complete('username');
  await workbench.save();
  const after = before.replace('secret/shop/', 'secret/shop/database#username');
  expectEqual(await onDisk(world, 'complete.yaml'), after, 'file on disk');
}

async function hoverMasks(world: World): Promise<void> {
  const { workbench, canary } = world;
  await goToPart(world, 'app.yaml', 'shop/database#username');
  const text = await workbench.editor.hover('Exists');
  expectThat(text.includes('••'), 'no mask in the hover');
  expectNoLeak(canary, text, await workbench.page.content());
  await workbench.page.keyboard.press('Escape');
}

/** Signing in, looking, completing: names are asked for, never values. */
export const readingSteps: readonly Step[] = [
  {
    name: 'signed out: no reference is a problem, plaintext is',
    async run({ workbench }) {
      await workbench.openFile('mail.yaml');
      await workbench.untilExtensionRuns();
      await workbench.editor.squiggles().first().waitFor();
      await workbench.openFile('app.yaml');
      expectEqual(await workbench.editor.squiggles().count(), 0, 'squiggles');
    },
  },
  { name: 'signs in with a typed address and token', run: signInByTyping },
  {
    name: 'shows squiggles and entries in Problems',
    async run({ workbench }) {
      await workbench.openFile('app.yaml');
      await workbench.problems.waitFor('There is no secret "shop/databse"');
      await workbench.problems.waitFor('There is no key "pasword"');
      await workbench.problems.waitFor('There is no secret "shop/queue"');
      expectEqual(await workbench.editor.squiggles().count(), 3, 'squiggles');
    },
  },
  { name: 'completes a path and a key; the file on disk has the reference', run: completesPathAndKey },
  { name: 'hover explains behind a mask, without the value', run: hoverMasks },
  {
    name: 'no value was asked for so far',
    async run({ vault }) {
      const reads = (await vault.requests()).filter(({ path }) => path.startsWith('secret/data/'));
      expectEqual(reads, [], 'requests for values');
    },
  },
];
