/**
 * Makes marks that are no YAML harmless, at the same offsets: lines of a merge conflict become empty lines, so that
 * both sides are read, and a tab at the start of a line becomes a space. Only for text that did not parse.
 */
export function repairLines(text: string): string {
  const merged = isConflict(text) ? text.replace(CONFLICT_LINE, (line) => '\n'.repeat(line.length)) : text;
  return merged.replace(/^\t[\t ]*/gm, (indent) => ' '.repeat(indent.length));
}

const CONFLICT_LINE = /^(?:[<|>]{7}(?:[ \t].*)?|={7})$/gm;

function isConflict(text: string): boolean {
  return /^<{7}(?:[ \t]|$)/m.test(text) && /^>{7}(?:[ \t]|$)/m.test(text);
}

/** `yaml` takes a lone `\r` for a letter; YAML 1.2.2 (production `b-break`) and LSP take it for a line break. */
export function normaliseLoneBreaks(text: string): string {
  return text.includes('\r') ? text.replace(/\r(?!\n)/g, '\n') : text;
}
