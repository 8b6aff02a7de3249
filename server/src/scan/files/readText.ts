import { isAscii } from 'node:buffer';
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { MAX_SIZE } from '../../languageService/parse/guards.ts';

/** The text of a file, or in a few words why it was not read. */
export type FileText = { readonly text: string } | { readonly skipped: string };

/**
 * Largest file that is read, in bytes. A UTF-16 unit takes at most three bytes of UTF-8, so a larger file is beyond the
 * reader's own limit too.
 */
export const maxBytes = 3 * MAX_SIZE;

/**
 * Reads a file without its byte order mark: UTF-8, UTF-16 with a mark, and else, where nothing in it is binary, a
 * character for each byte, as old editors write. Never throws, and never waits for the other end of a pipe.
 */
export function readText(path: string): FileText {
  try {
    // A file may have become a pipe since it was listed; opening one would wait for its writer.
    const descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      return readDescriptor(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    return { skipped: `cannot be read (${errorCode(error)})` };
  }
}

const NO_TEXT: FileText = { skipped: 'binary or not UTF-8' };
const TOO_LARGE: FileText = { skipped: `larger than ${maxBytes} bytes` };

function readDescriptor(descriptor: number): FileText {
  const status = fstatSync(descriptor);
  if (!status.isFile()) return { skipped: 'not a regular file' };
  if (status.size > maxBytes) return TOO_LARGE;
  // One more, to see the end where the size is as it was told.
  let bytes = bytesFor(status.size + 1);
  let length = 0;
  for (;;) {
    const count = readSync(descriptor, bytes, length, bytes.length - length, null);
    if (count === 0) return decodeText(bytes.subarray(0, length));
    length += count;
    if (length > maxBytes) return TOO_LARGE;
    if (length === bytes.length) bytes = grown(bytes);
  }
}

/** Where files of the usual sizes are read into, one after the other: new memory for each takes longer than reading it. */
let scratch = Buffer.alloc(0);
const SCRATCH = 256 * 1024;

function bytesFor(size: number): Buffer {
  if (size > SCRATCH) return Buffer.allocUnsafe(size);
  if (scratch.length === 0) scratch = Buffer.alloc(SCRATCH);
  return scratch;
}

/** A file may grow while it is read, and some do not tell their size. */
function grown(bytes: Uint8Array): Buffer {
  const larger = Buffer.allocUnsafe(Math.min(maxBytes + 1, bytes.length * 2 + 4_096));
  larger.set(bytes);
  return larger;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });
const latin1 = new TextDecoder('latin1');

/** Control characters that no text has. */
const BINARY = /[\0-\x08\x0e-\x1a\x1c-\x1f\x7f]/;

/** The text that bytes are, in one of the encodings that {@link readText} reads. */
export function decodeText(bytes: Uint8Array): FileText {
  const marked = markedEncoding(bytes);
  if (marked === undefined && bytes.includes(0)) return NO_TEXT;
  // The commonest case by far, without the decoder's way through it.
  if (isAscii(bytes)) {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
    return { text };
  }
  try {
    const text = (marked === undefined ? utf8 : new TextDecoder(marked, { fatal: true })).decode(bytes);
    return text.includes('\0') ? NO_TEXT : { text };
  } catch {
    const text = marked === undefined ? latin1.decode(bytes) : '\0';
    return BINARY.test(text) ? NO_TEXT : { text };
  }
}

function markedEncoding([first, second]: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
}

/** The code of a system error (`EACCES`): its message would repeat the path. */
export function errorCode(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : 'error';
}
