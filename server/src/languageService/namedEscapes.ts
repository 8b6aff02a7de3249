/**
 * The letters behind a backslash in a double-quoted scalar that stand for another character (YAML 1.2.2, section 5.7);
 * those of JSON are among them.
 */
export const namedEscapes: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
};
