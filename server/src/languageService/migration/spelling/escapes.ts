import { namedEscapes } from '../../namedEscapes.ts';
import type { EscapeForm } from './spelling.ts';

const lettersOf: ReadonlyMap<string, string> = new Map(
  Object.entries(namedEscapes).map(([letter, character]) => [character, letter]),
);

/** What a short escape stands for; undefined when there is none of that letter. JSON has five of them. */
export function shortMeaning(letter: string, format: 'yaml' | 'json'): string | undefined {
  if (format === 'json' && !'bfnrt'.includes(letter)) return undefined;
  return Object.hasOwn(namedEscapes, letter) ? namedEscapes[letter] : undefined;
}

/** Whether a backslash before this character leaves it as it is. */
export function standsForItself(character: string, format: 'yaml' | 'json'): boolean {
  return (format === 'json' ? '"\'\\/' : '"\\/ \t').includes(character);
}

interface HexForm {
  readonly mark: string;
  readonly digits: number;
  readonly isUpper: boolean;
}

const hexForms: Readonly<Record<Exclude<EscapeForm, 'short'>, HexForm>> = {
  x: { mark: 'x', digits: 2, isUpper: false },
  X: { mark: 'x', digits: 2, isUpper: true },
  u: { mark: 'u', digits: 4, isUpper: false },
  U4: { mark: 'u', digits: 4, isUpper: true },
  u8: { mark: 'U', digits: 8, isUpper: false },
  U8: { mark: 'U', digits: 8, isUpper: true },
};

/** The form that writes these hexadecimal digits; undefined for digits in both cases. */
export function hexFormOf(digits: string): EscapeForm | undefined {
  const isUpper = /[A-F]/.test(digits);
  if (isUpper && /[a-f]/.test(digits)) return undefined;
  switch (digits.length) {
    case 2:
      return isUpper ? 'X' : 'x';
    case 4:
      return isUpper ? 'U4' : 'u';
    default:
      return isUpper ? 'U8' : 'u8';
  }
}

/** An escape as it is written, and how many UTF-16 code units of the value it stands for. */
export interface WrittenEscape {
  readonly text: string;
  readonly units: 1 | 2;
}

/** Writes the character of `value` at `at` in a form; undefined when that form cannot hold it. */
export function writeEscape(value: string, at: number, form: EscapeForm): WrittenEscape | undefined {
  if (at >= value.length) return undefined;
  if (form === 'short') {
    const letter = lettersOf.get(value.charAt(at));
    return letter === undefined ? undefined : { text: `\\${letter}`, units: 1 };
  }
  const { mark, digits, isUpper } = hexForms[form];
  const code = (digits === 8 ? value.codePointAt(at) : value.charCodeAt(at)) ?? 0;
  const hex = code.toString(16).padStart(digits, '0');
  if (hex.length > digits) return undefined;
  return { text: `\\${mark}${isUpper ? hex.toUpperCase() : hex}`, units: code > 0xffff ? 2 : 1 };
}
