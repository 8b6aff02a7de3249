import type { Output } from '../context.ts';

/**
 * Whether to colour what goes to an output: FORCE_COLOR decides, else NO_COLOR forbids, else terminals have colours and
 * pipes have none.
 */
export function wantsColour({ isTTY }: Pick<Output, 'isTTY'>, environment: NodeJS.ProcessEnv): boolean {
  const { FORCE_COLOR: force, NO_COLOR: no = '' } = environment;
  if (force !== undefined) return force !== '0' && force !== 'false';
  return no === '' && isTTY === true && isCapable(environment);
}

/** Whether a terminal obeys anything but line breaks. */
export function isCapable({ TERM: term }: NodeJS.ProcessEnv): boolean {
  return term !== 'dumb';
}

const codes = { bold: 1, dim: 2, red: 31, yellow: 33, cyan: 36 } as const;

export type Colour = keyof typeof codes;

/** A text in a colour. What others have written must have gone through `printable` before. */
export type Paint = (colour: Colour, text: string) => string;

export const paint: Paint = (colour, text) => `\u001b[${codes[colour]}m${text}\u001b[0m`;

export const plain: Paint = (_, text) => text;
