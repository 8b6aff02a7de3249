import { openWorkbench } from '../../../scripts/editor/workbenchSession.ts';
import type { SessionOptions, WorkbenchSession } from '../../../scripts/editor/workbenchSession.ts';
import { reportFailure } from './failureReport.ts';
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
      report(`  fail: ${step.name}: ${error instanceof Error ? error.message : String(error)}`);
      report(`  ${steps.length - passed - 1} further steps of this window were not reached`);
      await reportFailure(world, step.name, report);
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
  const session = await openOrOpenAgain(options);
  try {
    return await use({ ...rest, session, workbench: session.workbench });
  } finally {
    await session.close();
  }
}

/** A window that never shows anything says nothing of the product: once, it is opened anew, and that is told. */
async function openOrOpenAgain(options: SessionOptions): Promise<WorkbenchSession> {
  try {
    return await openWorkbench(options);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    options.onProgress?.(`  note: the editor did not start, opening it once more: ${why}`);
    return openWorkbench(options);
  }
}
