import type { Timer } from '../../runtime.ts';

/** Waits. @throws the signal's reason, at once when it aborts. */
export function pause(timer: Timer, milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason as Error);
      return;
    }
    const stop = (): void => {
      wait.dispose();
      reject(signal.reason as Error);
    };
    const wait = timer.setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    signal.addEventListener('abort', stop, { once: true });
  });
}
