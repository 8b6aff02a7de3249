import { REPEATED } from './adversarialPieces.ts';

function lines(length: number, write: (index: number) => string): string {
  const parts: string[] = [];
  let written = 0;
  for (let index = 0; written < length; index += 1) {
    const part = write(index);
    parts.push(part);
    written += part.length;
  }
  return parts.join('');
}

/** The pieces one after the other, about so many characters long. */
function fill(length: number, ...pieces: readonly string[]): string {
  return lines(length, (index) => pieces[index % pieces.length] ?? '');
}

/** Lines that step right by one column and, at `width`, back to the margin. */
function stairs(length: number, width: number, write: (indent: string, step: number) => string): string {
  return lines(length, (index) => write(' '.repeat(index % width), index % width));
}

/** Lines that step left by one column, from far right to the margin and again. */
function descents(length: number, width: number, text: string): string {
  return lines(length, (index) => `${' '.repeat(width - 1 - (index % width))}${text}\n`);
}

type Make = (length: number) => string;

const SPECIAL: Readonly<Record<string, Make>> = {
  'a pyramid of lists with a dedent at the end': (length) => `${fill(length, 'a: [\n')}b: 1\n`,
  'a pyramid of lists with a dash at the end': (length) => `a: [\n${fill(length, '  x,\n')}- b\n`,
  'a list and a pair without a comma at the end': (length) =>
    `a: [\n${fill(length, '  x\n')}  b: 1\n  c: 2\n`,
  'a list that holds lists, unclosed': (length) => `a: [\n${fill(length, '  [x, y],\n')}`,
  'lists opened on each line, deeper': (length) => stairs(length, 500, (indent) => `${indent}a: [\n`),
  'maps opened on each line, deeper': (length) => stairs(length, 500, (indent) => `${indent}- {\n`),
  'quotes opened on each line, deeper': (length) => stairs(length, 500, (indent) => `${indent}a: "x\n`),
  'an unclosed quote above text': (length) => `a: "x\n${fill(length, '  some words\n')}`,
  'an unclosed quote above keys': (length) => `a: "x\n${fill(length, '  k: v\n')}`,
  'an unclosed quote above text, closed badly': (length) =>
    `a: "x\n${fill(length, '  some words\n')}  y" z\n`,
  'an unclosed single quote above text': (length) => `a: 'x\n${fill(length, '  some words\n')}`,
  'an unclosed list above text': (length) => `a: [x\n${fill(length, '  some words\n')}- y\n`,
  'an unclosed action above text': (length) => `{{ x\n${fill(length, '  some words\n')}`,
  'a value above deeper text': (length) => `a: "x"\n${fill(length, '  some words\n')}`,
  'a value above deeper text and a key': (length) => `a: "x"\n${fill(length, '  some words\n')}  k: v\n`,
  'plain text above a key': (length) => `${fill(length, 'some words\n')}k: v\n`,
  'a block of text above shallower text': (length) => `a:\n  b: |\n    x\n${fill(length, '  some words\n')}`,
  'steps left of it all': (length) => descents(length, 500, 'a: b'),
  'steps left, of lists': (length) => descents(length, 500, '- a'),
  'steps left, of half-typed keys': (length) => descents(length, 500, 'a'),
  'steps left, of quotes': (length) => descents(length, 500, 'a: "'),
  'steps right and back': (length) => stairs(length, 190, (indent) => `${indent}a:\n`),
  'steps right of lists and back': (length) => stairs(length, 190, (indent) => `${indent}-\n`),
  'steps right beyond the limit': (length) => stairs(length, 1000, (indent) => `${indent}a:\n`),
  'a deep block, and lines at its columns': (length) =>
    `${stairs(20_000, 190, (indent) => `${indent}a:\n`)}${lines(length, (index) => `${' '.repeat((index * 37) % 190)}b: c\n`)}`,
  'lines at any column': (length) => lines(length, (index) => `${' '.repeat((index * 37) % 101)}b: c\n`),
  'half-typed keys at any column': (length) =>
    lines(length, (index) => `${' '.repeat((index * 37) % 101)}b\n`),
  'blanks before a comment': (length) => `a: ${fill(length, ' ')}x #`,
  'blanks and tabs in quotes': (length) => `a: "${fill(length, ' \t')}x"`,
  'blank lines in quotes': (length) => `a: "${fill(length, '\n')} b"`,
  'blank lines in a literal': (length) => `a: |\n${fill(length, '\n')} b`,
  'blank lines above deeper text': (length) => `a:\n${fill(length, '\n')} b`,
  'blank lines in steps': (length) => `a: |\n${stairs(length, 500, (indent) => `${indent}\n`)}`,
  'comments in plain text': (length) => `a: b\n${fill(length, '  # c\n')}  d\n`,
  'actions in plain text': (length) => `a: b\n${fill(length, '  {{ x }}\n')}  d\n`,
  'actions in a literal': (length) => `a: |\n${fill(length, '  b\n{{ x }}\n')}`,
  'a quote of a megabyte': (length) => `a: "${fill(length, 'word ')}"`,
  'an unclosed quote of a megabyte': (length) => `a: "${fill(length, 'word ')}`,
  'a line of a megabyte': (length) => `a: ${fill(length, 'word ')}`,
  'a key of a megabyte': (length) => `${fill(length, 'word ')}: b\n`,
  'a quoted key of a megabyte': (length) => `"${fill(length, 'word ')}": b\n`,
  'a tag of a megabyte': (length) => `a: !${fill(length, 'x')} b\n`,
  'an anchor of a megabyte': (length) => `a: &${fill(length, 'x')} b\n`,
  'a list of a megabyte in a line': (length) => `a: [${fill(length, 'b, ')}]`,
  'a list of pairs in a line': (length) => `[${fill(length, 'a: b, ')}]`,
  'a map of a megabyte in a line': (length) => `{${fill(length, 'a: b, ')}}`,
  'a list of maps, unclosed': (length) => fill(length, '[{a: b}, '),
  'a list closed again and again': (length) => `a: ${'['.repeat(150)}${fill(length, '[], ')}`,
  'a template of a list': (length) =>
    `a:\n${fill(length, '  {{- range .x }}\n  - {{ .y }}\n  {{- end }}\n')}`,
};

/** Texts of shapes that make a careless reader slow, about so many characters long. */
export const ADVERSARIAL_YAML: Readonly<Record<string, Make>> = {
  ...Object.fromEntries(
    REPEATED.map((piece) => [JSON.stringify(piece), (length: number) => fill(length, piece)]),
  ),
  'quotes of both kinds by line': (length) => fill(length, 'a: "x\n', "a: 'x\n"),
  ...SPECIAL,
};
