import { formatReference } from '../format.ts';
import { refused, written, type ReferenceWriter } from './place.ts';

/**
 * `mount/path#key`, or `vault://` with escapes where that cannot hold the names. It stands for a whole value: no program
 * is known that resolves it in the middle of a text or in base64.
 */
export const writeOwn: ReferenceWriter = (target, { isInline, isBase64 }) => {
  if (isInline) return refused('The own form stands for a whole value, not for a part of one');
  if (isBase64) return refused('Nothing looks into base64 for references of the own form');
  return written(formatReference(target));
};
