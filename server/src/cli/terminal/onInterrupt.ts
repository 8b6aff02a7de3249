/** As shells tell of a process that an interruption has ended. */
const INTERRUPTED = 130;

let atWork = 0;

/** Tells a listener of the first interruption; a second one ends the process at once. Returns what ends both. */
export function onInterrupt(listener: () => void): () => void {
  let isSecond = false;
  const handle = (): void => {
    if (isSecond) process.exit(INTERRUPTED);
    isSecond = true;
    listener();
  };
  process.on('SIGINT', handle);
  atWork += 1;
  return () => {
    process.off('SIGINT', handle);
    atWork -= 1;
  };
}

/** Whether something goes on that is to be brought to an end, whoever has stopped reading of it. */
export function isAtWork(): boolean {
  return atWork > 0;
}
