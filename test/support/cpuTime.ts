/** Milliseconds of this process's own time that a piece of work takes, whatever else the machine does meanwhile. */
export function cpuTime(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user } = process.cpuUsage(before);
  return user / 1_000;
}

/**
 * How many times as long something may take as on the machine where its limit was chosen: others are slower, or busy.
 * What these tests are for, time that grows with the square or worse, takes minutes.
 */
export const LEEWAY = 5;
