import { EQUALS, GREATER, isBreak, isGap, LESS, PIPE, skipBlanks } from './characters.ts';
import type { Sight } from './sight.ts';

/** How often git writes the character of a mark. */
const LENGTH = 7;

/** Whether the line that starts at `lineStart` is a mark of a merge conflict, as git writes it. */
export function isConflictMark(text: string, lineStart: number, sight: Sight): boolean {
  const code = text.charCodeAt(lineStart);
  if (code !== LESS && code !== GREATER && code !== PIPE && code !== EQUALS) return false;
  let end = lineStart + 1;
  while (end < lineStart + LENGTH && text.charCodeAt(end) === code) end += 1;
  const isWhole = end === lineStart + LENGTH;
  // The one in the middle has no name behind it.
  if (isWhole && code === EQUALS) end = skipBlanks(text, end);
  sight.see(end + 1);
  if (!isWhole) return false;
  return code === EQUALS ? end >= text.length || isBreak(text.charCodeAt(end)) : isGap(text.charCodeAt(end));
}
