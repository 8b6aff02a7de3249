/** A token of the policy language, with its line for messages. */
export interface HclToken {
  readonly kind: 'string' | 'word' | 'sign';
  readonly text: string;
  readonly line: number;
}

const pattern =
  /(?<comment>#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/)|(?<space>\s+)|(?<string>"(?:[^"\\]|\\.)*")|(?<word>[A-Za-z0-9_.-]+)|(?<sign>[{}[\]=,])/gu;

/** Tokens of a policy without comments. @throws SyntaxError at what is no token. */
export function hclTokens(text: string): readonly HclToken[] {
  const tokens: HclToken[] = [];
  let end = 0;
  let line = 1;
  for (const match of text.matchAll(pattern)) {
    if (match.index !== end) throw new SyntaxError(`illegal character on line ${line}`);
    end += match[0].length;
    const token = tokenOf(match.groups ?? {}, line);
    if (token !== undefined) tokens.push(token);
    line += match[0].split('\n').length - 1;
  }
  if (end !== text.length) throw new SyntaxError(`illegal character on line ${line}`);
  return tokens;
}

function tokenOf(groups: Readonly<Record<string, string | undefined>>, line: number): HclToken | undefined {
  if (groups['string'] !== undefined) {
    return { kind: 'string', text: JSON.parse(groups['string']) as string, line };
  }
  if (groups['word'] !== undefined) return { kind: 'word', text: groups['word'], line };
  return groups['sign'] === undefined ? undefined : { kind: 'sign', text: groups['sign'], line };
}
