/**
 * A clock that stands still where the one it reads was set back, and goes on from there: what is awaited does not take
 * longer for that, and no answer or lease lasts longer. Milliseconds since 1970, later than they are by as much.
 */
export function steadyClock(now: () => number): () => number {
  let last = Number.NEGATIVE_INFINITY;
  let lag = 0;
  return () => {
    const read = now() + lag;
    if (read < last) lag += last - read;
    last = Math.max(last, read);
    return last;
  };
}
