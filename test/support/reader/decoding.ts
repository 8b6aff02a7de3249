import { CST } from 'yaml';
import type { ConfigScalar } from '../../../server/src/languageService/configDocument.ts';

const ACTION = /\{\{|\{%|\{#|<%/;

/**
 * Whether the text of a range decodes to the value, as far as the text alone tells: a scalar with template actions over
 * several lines, or with a malformed escape, may be anything.
 */
export function decodesTo(
  raw: string,
  { style, value }: Pick<ConfigScalar, 'style' | 'value'>,
  format: 'yaml' | 'json',
): boolean {
  const isMultiline = /[\r\n]/.test(raw);
  if (isMultiline && ACTION.test(raw)) return true;
  switch (style) {
    case 'plain':
      return isMultiline ? withoutBlanks(raw) === withoutBlanks(value) : raw === value;
    case 'single-quoted':
    case 'double-quoted': {
      const decoded = format === 'json' ? decodedJson(raw) : decodedYaml(raw, style);
      return decoded === undefined || decoded === value;
    }
    case 'literal':
      return isSameLines(raw, value);
    case 'folded':
      return withoutBlanks(raw) === withoutBlanks(value);
  }
}

function withoutBlanks(text: string): string {
  return text.replace(/[ \t\r\n]/g, '');
}

/** The lines of a literal are those of the file without their indentation. */
function isSameLines(raw: string, value: string): boolean {
  const written = raw.split(/\r\n?|\n/).filter((line) => /[^ \t]/.test(line));
  const decoded = value.split(/\r\n?|\n/).filter((line) => /[^ \t]/.test(line));
  return (
    written.length === decoded.length &&
    decoded.every((line, index) => isIndented(written[index] ?? '', line))
  );
}

function isIndented(written: string, line: string): boolean {
  return written.endsWith(line) && /^[ \t]*$/.test(written.slice(0, written.length - line.length));
}

function decodedJson(raw: string): string | undefined {
  try {
    return JSON.parse(`"${raw}"`) as string;
  } catch {
    return undefined;
  }
}

/** Undefined where the text between the quotes is malformed, or no whole scalar to YAML, as one with an action. */
function decodedYaml(raw: string, style: 'single-quoted' | 'double-quoted'): string | undefined {
  const quote = style === 'double-quoted' ? '"' : "'";
  if (
    raw.replace(quote === '"' ? /\\[^]/g : /''/g, '').includes(quote) ||
    /(?:^|[^\\])(?:\\\\)*\\$/.test(raw)
  )
    return undefined;
  let errors = 0;
  const source = quote + raw.replace(/\r(?!\n)/g, '\n') + quote;
  const token = { type: `${style}-scalar` as const, offset: 0, indent: 0, source };
  const { value } = CST.resolveAsScalar(token, false, () => (errors += 1));
  return errors > 0 ? undefined : value;
}
