/** As shells tell of a process that an interruption has ended. */
const INTERRUPTED = 130;

/** Tells a listener of the first interruption; a second one ends the process at once. Returns what ends both. */
export function onInterrupt(listener: () => void): () => void {
  let isSecond = false;
  const handle = (): void => {
    if (isSecond) process.exit(INTERRUPTED);
    isSecond = true;
    listener();
  };
  process.on('SIGINT', handle);
  return () => process.off('SIGINT', handle);
}
