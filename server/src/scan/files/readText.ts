import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { MAX_SIZE } from '../../languageService/parse/guards.ts';

/** The text of a file, or in a few words why it was not read. */
export type FileText = { readonly text: string } | { readonly skipped: string };

/**
 * Largest file that is read, in bytes. A UTF-16 unit takes at most three bytes of UTF-8, so a larger file is beyond the
 * reader's own limit too.
 */
export const maxBytes = 3 * MAX_SIZE;

/** Reads a UTF-8 file without its byte order mark. Never throws, and never waits for the other end of a pipe. */
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

function readDescriptor(descriptor: number): FileText {
  const status = fstatSync(descriptor);
  if (!status.isFile()) return { skipped: 'not a regular file' };
  if (status.size > maxBytes) return { skipped: `larger than ${maxBytes} bytes` };
  const bytes = new Uint8Array(status.size);
  let length = 0;
  while (length < bytes.length) {
    const count = readSync(descriptor, bytes, length, bytes.length - length, null);
    if (count === 0) break;
    length += count;
  }
  return decodeText(bytes.subarray(0, length));
}

/** The text that the bytes of a file are. Never throws. */
export function decodeText(bytes: Uint8Array): FileText {
  if (bytes.includes(0)) return { skipped: 'binary or not UTF-8' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { skipped: 'binary or not UTF-8' };
  }
}

/** The code of a system error (`EACCES`): its message would repeat the path. */
export function errorCode(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : 'error';
}
