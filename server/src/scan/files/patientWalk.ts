import { setImmediate } from 'node:timers/promises';
import { type WalkOptions, type WalkStep, walkWithPauses } from './walk.ts';

/** Milliseconds of work after which the event loop has its turn. A folder is never divided. */
const SLICE_MS = 4;

/** Like `walkConfigFiles`, between turns of the event loop: a large tree with few such files delays nobody. */
export async function* walkPatiently(
  paths: readonly string[],
  cwd: string,
  options: WalkOptions = {},
): AsyncGenerator<WalkStep, void, void> {
  let end = performance.now() + SLICE_MS;
  for (const step of walkWithPauses(paths, cwd, options)) {
    if (performance.now() > end) {
      await setImmediate();
      end = performance.now() + SLICE_MS;
    }
    if (step) yield step;
  }
}
