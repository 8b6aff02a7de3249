/** Longest glob, in UTF-16 code units. */
export const MAX_GLOB = 200;

/**
 * The pattern of a glob, for an engine that runs in linear time: globs are as little to be trusted as patterns. `*` and
 * `?` stand for characters of one name, `**` for any number of folders, `{a,b}` for either, `[ab]` and `[!ab]` for one
 * character. It fits the end of a path, from a name on, so that `*.yaml` and `k8s/*.yaml` hold at any depth. Undefined
 * where a brace or bracket has no end.
 */
export function globPattern(glob: string): string | undefined {
  const parts = [...glob.replace(/^\.?\//, '').matchAll(/\*\*\/|\*+|\?|\[!?[^\]]+\]|\\?[^]/g)];
  let depth = 0;
  let pattern = '';
  for (const [part] of parts) {
    if (part === '[') return undefined;
    if (part === '{') depth += 1;
    if (part === '}') depth -= 1;
    if (depth < 0) return undefined;
    pattern += translate(part, depth > 0);
  }
  return depth === 0 ? `^(?:.*/)?${pattern}$` : undefined;
}

function translate(part: string, isInBraces: boolean): string {
  switch (part) {
    case '**/':
      return '(?:.*/)?';
    case '*':
      return '[^/]*';
    case '?':
      return '[^/]';
    case '{':
      return '(?:';
    case '}':
      return ')';
    case ',':
      return isInBraces ? '|' : ',';
    default:
      if (part.startsWith('**')) return '.*';
      return part.length > 2 ? characterClass(part) : quote(part.slice(-1));
  }
}

function characterClass(part: string): string {
  const isNegated = part.startsWith('[!');
  const members = part.slice(isNegated ? 2 : 1, -1).replace(/[\\[\]^]/g, '\\$&');
  return isNegated ? `[^/${members}]` : `[${members}]`;
}

function quote(character: string): string {
  return character.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
