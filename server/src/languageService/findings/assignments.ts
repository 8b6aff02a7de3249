import type { Span } from './rule.ts';
import { matchWindows } from './textWindows.ts';

/** A `name=value` in a longer text, with the place of the value without its quotes. */
export interface Assignment extends Span {
  readonly name: string;
  readonly text: string;
}

/** Every part is bounded and starts where the one before cannot continue. */
const assignment =
  /(?:^|--?|[;&?,\s{(="'])([A-Za-z][\w.-]{0,80})[ \t]{0,2}=[ \t]{0,2}(?:"([^"\n]{0,512})"|'([^'\n]{0,512})'|(\$[({][^})\s]{0,512}[})]|[^\s;&"'`,{}()<>]{1,512}))/gm;

/** All assignments without blanks around them, or with at most two. Linear. */
export function* assignmentsIn(value: string): Iterable<Assignment> {
  if (!value.includes('=')) return;
  for (const { match, start } of matchWindows(value, assignment)) {
    const [whole, name = '', double, single, bare = ''] = match;
    const text = double ?? single ?? bare;
    const quote = double !== undefined || single !== undefined ? 1 : 0;
    const end = start + whole.length - quote;
    yield { name, text, start: end - text.length, end };
    if (quote === 1) yield* within(text, end - text.length);
  }
}

/** A quoted text may be a list of assignments itself. It is short, so looking twice stays linear. */
function* within(text: string, by: number): Iterable<Assignment> {
  for (const { name, text: inner, start, end } of assignmentsIn(text)) {
    yield { name, text: inner, start: start + by, end: end + by };
  }
}

/** A text without the quotes around it, if there are any, and where it begins. One that is typed has no end yet. */
export function unquote(text: string, start: number): { readonly text: string; readonly start: number } {
  const [first] = text;
  if (text.length < 2 || (first !== '"' && first !== "'")) return { text, start };
  return { text: text.slice(1, text.endsWith(first) ? -1 : undefined), start: start + 1 };
}
