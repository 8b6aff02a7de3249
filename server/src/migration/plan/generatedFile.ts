import type { ConfigDocument } from '../../languageService/configDocument.ts';
import { documentFacts, partsOf } from '../../languageService/findings/documentFacts.ts';
import { classifyFile } from '../../languageService/findings/fileClass.ts';

/** Folders and endings of files that a program writes; slash paths in lower case. */
const generatedPath =
  /(?:^|\/)(?:\.terraform|node_modules)\/|(?:^|\/)charts\/[^/]+\.tgz(?:\/|$)|\.enc(?:\.(?:ya?ml|json))?$/;

/** How much of a file's beginning says that a program wrote it: lines, and UTF-16 code units. */
const HEAD_LINES = 10;
const HEAD_LENGTH = 2_000;

/**
 * Why an edit of this file would not last, as the beginning of a sentence: a program writes or seals it. Undefined for a
 * file that people write. `path` is a slash path.
 */
export function generatedBecause(path: string, document: ConfigDocument): string | undefined {
  const lower = path.replaceAll('\\', '/').toLowerCase();
  if (classifyFile(lower, documentFacts(partsOf(document))) === 'lock-file') return 'The file is a lock file';
  if (generatedPath.test(lower)) return 'The file is made by a tool';
  return saysSo(document.text) ? 'The file says that it is generated' : undefined;
}

function saysSo(text: string): boolean {
  const head = text.slice(0, HEAD_LENGTH).split(/\r\n|\r|\n/, HEAD_LINES);
  const comments = head
    .filter((line) => /^\s*(?:#|\/\/|\/?\*|["']\/\/["']|["']_comment["'])/.test(line))
    .join(' ')
    .toLowerCase();
  return /\b(?:auto-?)?generated\b/.test(comments) && /\bdo not (?:edit|modify|change)\b/.test(comments);
}
