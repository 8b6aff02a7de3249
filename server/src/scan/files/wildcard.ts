import { starMatch } from './starMatch.ts';

/** One part of a name pattern: a character, or `*`, `?` or the characters of a bracket. */
type Piece = string | { readonly any: 'one' | 'many' } | { readonly isIn: (character: string) => boolean };

/** Whether the pattern fits a whole name. */
export type NameTest = (name: string) => boolean;

/**
 * A pattern of one name, as in `.gitignore`: `*` and `?` stand for characters of it, `[ab]` and `[!a-c]` for one of some
 * characters, and a backslash takes the next character as it is. Undefined where a bracket has no end. Takes time at
 * most proportional to both lengths multiplied: files with patterns are as little to be trusted as names.
 */
export function nameTest(pattern: string): NameTest | undefined {
  if (!/[*?[\\]/.test(pattern)) return (name) => name === pattern;
  const pieces = piecesOf(pattern);
  return pieces && ((name) => starMatch(pieces, Array.from(name), isMany, takes));
}

function piecesOf(pattern: string): readonly Piece[] | undefined {
  const pieces: Piece[] = [];
  for (let at = 0; at < pattern.length; at += 1) {
    const character = pattern.charAt(at);
    if (character === '*') pieces.push({ any: 'many' });
    else if (character === '?') pieces.push({ any: 'one' });
    else if (character === '[') {
      const end = endOfBracket(pattern, at);
      if (end === -1) return undefined;
      pieces.push({ isIn: membership(pattern.slice(at + 1, end)) });
      at = end;
    } else {
      if (character === '\\') at += 1;
      const code = pattern.codePointAt(at);
      if (code === undefined) return undefined;
      const whole = String.fromCodePoint(code);
      pieces.push(whole);
      at += whole.length - 1;
    }
  }
  return pieces;
}

/** A bracket that closes at once is one of its characters. */
function endOfBracket(pattern: string, start: number): number {
  const from = /^\[[!^]/.test(pattern.slice(start, start + 2)) ? start + 3 : start + 2;
  return pattern.indexOf(']', from);
}

function membership(inside: string): (character: string) => boolean {
  const isNegated = /^[!^]/.test(inside);
  const members = Array.from(inside.slice(isNegated ? 1 : 0));
  const isMember = (character: string): boolean =>
    members.some((member, index) => {
      const end = members[index + 2];
      if (members[index + 1] === '-' && end !== undefined) return member <= character && character <= end;
      return member === character;
    });
  return (character) => isMember(character) !== isNegated;
}

function isMany(piece: Piece): boolean {
  return typeof piece === 'object' && 'any' in piece && piece.any === 'many';
}

function takes(piece: Piece, character: string): boolean {
  if (typeof piece === 'string') return piece === character;
  return 'any' in piece || piece.isIn(character);
}
