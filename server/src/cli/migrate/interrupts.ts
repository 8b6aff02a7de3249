import type { CliContext } from '../context.ts';
import { CouldNotError } from '../context.ts';

/**
 * Does work that the person may interrupt: its signal aborts then, and what is under way is brought to an end.
 * @throws CouldNotError when it is interrupted before it has begun anything, and what `work` throws.
 */
export async function interruptible<T>(
  { stderr, onInterrupt }: Pick<CliContext, 'stderr' | 'onInterrupt'>,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const stop = onInterrupt?.(() => {
    stderr.write('Stopping when what is under way is safe; interrupt again to end at once.\n');
    controller.abort();
  });
  try {
    return await work(controller.signal);
  } catch (error) {
    if (controller.signal.aborted && error === controller.signal.reason)
      throw new CouldNotError('You cancelled it before anything was written.');
    throw error;
  } finally {
    stop?.();
  }
}
