import { BREAKAGES } from './breakages.ts';
import type { CorpusFile } from './corpusTexts.ts';
import { type Broken, breakLine } from './recoveryShare.ts';

/** Breaks random lines of random files, all kinds in turn, the same for the same seed. */
export function breakMany(files: readonly CorpusFile[], count: number, seed: number): Broken[] {
  const kinds = Object.keys(BREAKAGES);
  const dice = randomNumbers(seed);
  const broken: Broken[] = [];
  for (let tries = 0; broken.length < count && tries < count * 50; tries += 1) {
    const file = files[dice() % Math.max(files.length, 1)];
    const kind = kinds[broken.length % kinds.length] ?? '';
    const one = file && breakLine(file, kind, dice(), dice());
    if (one) broken.push(one);
  }
  return broken;
}

/** Whole numbers from 0 below 2^32 (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}
