/**
 * Milliseconds of this process's own time that a piece of work takes, as the machine would have it on which the limits
 * of the tests were chosen: on a slower one, or a busy one, what is measured counts for less. Whatever else the machine
 * does meanwhile is not counted.
 */
export function cpuTime(work: () => void): number {
  const spent = ownTime(work);
  // No limit is that low.
  if (spent < 250) return spent;
  // Code that has run before is several times as fast.
  if (!isWarm) yardstick(200);
  isWarm = true;
  return spent / Math.max(1, Math.max(yardstick(), yardstick()) / YARDSTICK_MS);
}

let isWarm = false;

/** What {@link yardstick} takes on that machine. */
const YARDSTICK_MS = 20;

function ownTime(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user } = process.cpuUsage(before);
  return user / 1_000;
}

/** Milliseconds for a piece of work that is like a reader's: characters, patterns, and small objects. */
function yardstick(rounds = 60): number {
  return ownTime(() => {
    let sum = 0;
    const kept: { readonly at: number; readonly word: string }[] = [];
    for (let round = 0; round < rounds; round += 1) {
      for (let at = 0; at < SAMPLE.length; at += 1) sum += SAMPLE.charCodeAt(at) & 7;
      for (const { index, 0: word } of SAMPLE.matchAll(/\b[a-z]+(?=:)/g)) kept.push({ at: index, word });
    }
    if (sum === 0 || kept.length === 0) throw new Error('the yardstick has measured nothing');
  });
}

const SAMPLE = 'name: value # comment\n'.repeat(2_000);
