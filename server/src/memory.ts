import { setFlagsFromString } from 'node:v8';

/**
 * Has V8 collect early. Each edit of a large file makes a new text of the file; by default V8 lets a process of 60 MB
 * grow to 300 MB before it looks for the old ones. Measured on 1.1 MB and 300 edits: 130 MB instead of 290, times the
 * same. Flags that another V8 does not know are ignored by it.
 */
export function collectEarly(): void {
  // The young generation stays at its first size; the old one may grow by three fifths before it is collected.
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--heap-growing-percent=60');
}
