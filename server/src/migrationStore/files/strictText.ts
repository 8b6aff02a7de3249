import { isUtf8 } from 'node:buffer';

/** A text, and whether a byte order mark stands before it. Together they are the bytes of a file. */
export interface MarkedText {
  readonly text: string;
  readonly hasMark: boolean;
}

const MARK = '\ufeff';
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text that bytes are in UTF-8; undefined when it would not give the same bytes again, or is no text. */
export function decodeStrict(bytes: Uint8Array): MarkedText | undefined {
  if (!isUtf8(bytes) || bytes.includes(0)) return undefined;
  const text = utf8.decode(bytes);
  const hasMark = text.startsWith(MARK);
  return { text: hasMark ? text.slice(1) : text, hasMark };
}

/** The bytes that {@link decodeStrict} makes the same text of; undefined when there are none. */
export function encodeStrict({ text, hasMark }: MarkedText): Uint8Array | undefined {
  if (!text.isWellFormed() || text.includes('\0')) return undefined;
  return new TextEncoder().encode(hasMark ? MARK + text : text);
}
