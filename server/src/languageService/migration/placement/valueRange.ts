import type { OffsetRange } from '../../references/reference.ts';
import { writeEscape } from '../spelling/escapes.ts';
import type { Spelling, SpellingStep } from '../spelling/spelling.ts';

/** A step with its place in the written text and in the value. */
interface PlacedStep {
  readonly step: SpellingStep;
  readonly raw: OffsetRange;
  readonly value: OffsetRange;
}

/**
 * The part of a value that a part of its written text stands for. Undefined when the part begins or ends within an
 * escape or layout. Offsets are from the start of the text and of the value.
 */
export function valueRange(value: string, spelling: Spelling, part: OffsetRange): OffsetRange | undefined {
  let start: number | undefined;
  for (const placed of placedSteps(value, spelling)) {
    // Skipped blanks before the part are passed, and those behind it are not reached.
    if (placed.raw.start < placed.raw.end && part.start < placed.raw.end)
      start ??= valueAt(placed, part.start);
    if (part.end <= placed.raw.end) return rangeOf(start, valueAt(placed, part.end));
  }
  return undefined;
}

function rangeOf(start: number | undefined, end: number | undefined): OffsetRange | undefined {
  return start === undefined || end === undefined ? undefined : { start, end };
}

/** Where an offset of the written text is in the value: at the ends of a step, or within what is copied. */
function valueAt({ step, raw, value }: PlacedStep, offset: number): number | undefined {
  if (offset === raw.start) return value.start;
  if (offset === raw.end) return value.end;
  return 'copy' in step && offset > raw.start ? value.start + offset - raw.start : undefined;
}

function* placedSteps(value: string, { steps }: Spelling): Iterable<PlacedStep> {
  let [rawAt, at] = [0, 0];
  for (const step of steps) {
    const { written, units } = extentOf(step, value, at);
    yield {
      step,
      raw: { start: rawAt, end: rawAt + written },
      value: { start: at, end: at + units },
    };
    rawAt += written;
    at += units;
  }
}

function extentOf(step: SpellingStep, value: string, at: number): { written: number; units: number } {
  if ('copy' in step) return { written: step.copy, units: step.copy };
  if ('skip' in step) return { written: 0, units: step.skip };
  if ('layout' in step) return { written: step.layout.length, units: 0 };
  const escape = writeEscape(value, at, step.escape);
  return { written: escape?.text.length ?? 0, units: escape?.units ?? 0 };
}
