import type { Timer } from './runtime.ts';

/** Timers of the process that do not keep it alive: it may end while something is waited for in the background. */
export const processTimer: Timer = {
  setTimeout: (callback, milliseconds) => {
    const handle = setTimeout(callback, milliseconds).unref();
    return { dispose: () => clearTimeout(handle) };
  },
};
