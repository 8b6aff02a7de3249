import { join } from 'node:path';
import { projectRoot } from '../../../scripts/editor/places.ts';
import { openWorkbench } from '../../../scripts/editor/workbenchSession.ts';
import type { SessionOptions } from '../../../scripts/editor/workbenchSession.ts';
import type { Step, World } from './world.ts';

/** What is there before a window is. */
export type WorldBase = Omit<World, 'session' | 'workbench'>;

/** Runs a window's steps; what comes after a failed one was not reached and counts as failed with it. */
export async function runSteps(
  world: World,
  steps: readonly Step[],
  report: (line: string) => void,
): Promise<number> {
  let passed = 0;
  for (const step of steps) {
    const started = performance.now();
    try {
      await step.run(world);
      passed += 1;
      report(`  pass: ${step.name} (${(performance.now() - started).toFixed(0)} ms)`);
    } catch (error) {
      const picture = join(projectRoot, '.cache', `acceptance-failure-${passed}.png`);
      await world.workbench.screenshot(picture).catch(() => undefined);
      report(`  fail: ${step.name}: ${error instanceof Error ? error.message : String(error)}`);
      report(`  ${steps.length - passed - 1} further steps of this window were not reached; see ${picture}`);
      break;
    }
  }
  return passed;
}

/** Starts a window, lets `use` have it and closes it. */
export async function withWindow<T>(
  options: SessionOptions,
  rest: WorldBase,
  use: (world: World) => Promise<T>,
): Promise<T> {
  const session = await openWorkbench(options);
  try {
    return await use({ ...rest, session, workbench: session.workbench });
  } finally {
    await session.close();
  }
}
