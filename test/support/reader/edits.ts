import fc, { type Arbitrary } from 'fast-check';
import { fragment, line } from './fragments.ts';

/** A change of a text. Places are taken modulo the length of the text, so that any edit fits any text. */
export interface Edit {
  /** `copy`: as many lines as `remove` says are there once more. */
  readonly unit: 'character' | 'line' | 'copy';
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
}

/** The text after the edit. */
export function applyEdit(text: string, { unit, at, remove, insert }: Edit): string {
  if (unit === 'character') {
    const place = at % (text.length + 1);
    return text.slice(0, place) + insert + text.slice(place + remove);
  }
  const lines = text.split(/(?<=\n|\r(?!\n))/);
  const place = at % (lines.length + 1);
  if (unit === 'copy') lines.splice(place, 0, ...lines.slice(place, place + remove));
  else lines.splice(place, remove, ...(insert === '' ? [] : [`${insert}\n`]));
  return lines.join('');
}

/** Any edit that a person, a merge or a template may make. */
export const edit: Arbitrary<Edit> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      unit: fc.constant('character' as const),
      at: fc.nat(100_000),
      remove: fc.constantFrom(0, 0, 0, 1, 1, 2, 5, 20),
      insert: fc.oneof(fragment, fc.constant('')),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      unit: fc.constant('line' as const),
      at: fc.nat(1000),
      remove: fc.constantFrom(0, 0, 1, 1, 3),
      insert: line,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      unit: fc.constant('copy' as const),
      at: fc.nat(1000),
      remove: fc.constantFrom(1, 1, 2, 3, 5, 8),
      insert: fc.constant(''),
    }),
  },
);
