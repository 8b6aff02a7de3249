import type { ReferenceTarget } from '../format.ts';
import { type ReferenceFormat, referenceFormats } from './referenceFormat.ts';
import { writeReference } from './writeReference.ts';

const either = [true, false] as const;

/**
 * Whether a text is what one of the dialects writes for a target, whatever the place, and nothing else. What it is asked
 * about may come from a journal that anybody has written, and is put into a file.
 */
export function isReferenceTo(target: ReferenceTarget, text: string): boolean {
  return referenceFormats.some((format) => isOf(format, target, text));
}

function isOf(format: ReferenceFormat, target: ReferenceTarget, text: string): boolean {
  return either.some((isInline) =>
    either.some((isOpenBao) =>
      ([1, 2] as const).some((kvVersion) => {
        const place = { kvVersion, isInline, isBase64: false, isOpenBao };
        return writeReference(format, target, place) === text;
      }),
    ),
  );
}
