import { trimEndOf } from '../trim.ts';
import type { Span } from './rule.ts';

/** A line of a file within a scalar that gives a name a value. */
export interface EmbeddedEntry extends Span {
  readonly name: string;
  readonly text: string;
  readonly isQuoted: boolean;
  /** What stands between name and value, with the blanks around it. */
  readonly separator: string;
}

/** Characters of the shortest line that gives a name a value: `a=b`. */
const SHORTEST_LINE = 3;

/** Longest line that is read as an entry. */
const MAX_LINE = 4_096;

const entry =
  /^[ \t]*(?:(?:export|set|ENV|ARG|-)[ \t]{1,8})?["']?([A-Za-z_][\w.-]{0,80})["']?([ \t]{0,16}(?:=>|:=|[:=])[ \t]{0,16}|[ \t]{1,8})(\S.*)$/;
/** The names that a configuration without a separator is read for: Redis. */
const spaced = /^(?:requirepass|masterauth|sentinel-pass)$/;
/** The password of a user in SQL. */
const sqlPassword = /\b(PASSWORD|IDENTIFIED(?: WITH \w{1,40})? BY)[ \t]{1,4}'([^'\n]{1,256})'/gi;
const quotedPair = /"([A-Za-z_][\w.-]{0,80})"[ \t]{0,4}:[ \t]{0,4}"((?:[^"\\\n]|\\.){1,512})"/g;

/** `<add key="name" value="x" />` of .NET, and `<name>x</name>`. */
const xmlPair =
  /<(?:add[ \t]{1,8}(?:key|name)="([\w.:-]{1,80})"[ \t]{1,8}value="([^"\n]{1,512})"|([A-Za-z][\w.-]{0,60})>([^<>\n]{1,256})<\/\3>)/g;

function* xmlEntries(line: string, lineStart: number): Iterable<EmbeddedEntry> {
  if (!line.includes('<')) return;
  for (const match of line.matchAll(xmlPair)) {
    const [whole, key, value, tag = '', content = ''] = match;
    const text = value ?? content;
    const start =
      lineStart +
      match.index +
      whole.lastIndexOf(text, whole.length - (value ? 1 : tag.length + 3) - text.length);
    yield { name: key ?? tag, text, isQuoted: true, separator: '=', start, end: start + text.length };
  }
}

/** Lines of a text that may be entries, without their breaks, each with where it begins. */
function* lines(text: string): Iterable<{ readonly text: string; readonly start: number }> {
  let start = 0;
  while (start < text.length) {
    const found = text.indexOf('\n', start);
    const end = found === -1 ? text.length : found;
    // Of no use to anybody, and many in hostile texts.
    if (end - start >= SHORTEST_LINE)
      yield { text: text.slice(start, Math.min(end, start + MAX_LINE)).replace(/\r$/, ''), start };
    start = end + 1;
  }
}

/** Entries of a properties, environment, YAML, TOML or JSON file within a text. Linear; comments are passed over. */
export function* embeddedEntries(text: string): Iterable<EmbeddedEntry> {
  let before: EmbeddedEntry | undefined;
  for (const line of lines(text)) {
    if (/^\s*(?:#|\/\/|;|--\s|\*)/.test(line.text)) continue;
    for (const match of line.text.matchAll(quotedPair)) {
      const [whole, name = '', value = ''] = match;
      const end = line.start + match.index + whole.length - 1;
      yield { name, text: value, isQuoted: true, separator: ':', start: end - value.length, end };
    }
    yield* xmlEntries(line.text, line.start);
    for (const match of line.text.matchAll(sqlPassword)) {
      const [whole, , value = ''] = match;
      const end = line.start + match.index + whole.length - 1;
      yield { name: 'password', text: value, isQuoted: true, separator: ' ', start: end - value.length, end };
    }
    const found = readEntry(line.text, line.start);
    if (found)
      yield before?.name === 'name' && found.name === 'value' ? { ...found, name: before.text } : found;
    before = found;
  }
}

function readEntry(line: string, lineStart: number): EmbeddedEntry | undefined {
  const [, name = '', separator = '', rest = ''] = entry.exec(line) ?? [];
  if (rest === '' || (separator.trim() === '' && !spaced.test(name))) return undefined;
  const start = lineStart + line.length - rest.length;
  const quoted = readQuoted(rest);
  if (quoted) {
    const { text, offset } = quoted;
    return {
      name,
      text,
      isQuoted: true,
      separator,
      start: start + offset,
      end: start + offset + text.length,
    };
  }
  const text = bareValue(rest, separator);
  return { name, text, isQuoted: false, separator, start, end: start + text.length };
}

/** In quotes of one character or of three; undefined when they do not end. */
function readQuoted(rest: string): { readonly text: string; readonly offset: number } | undefined {
  const found =
    /^(?:(?<three>"""|''')(?<long>[^"']{1,512})\k<three>|"(?<double>(?:[^"\\]|\\.){0,512})"|'(?<single>[^']{0,512})')/.exec(
      rest,
    )?.groups;
  if (!found) return undefined;
  return {
    text: found['long'] ?? found['double'] ?? found['single'] ?? '',
    offset: found['three']?.length ?? 1,
  };
}

/** Without a trailing comment or punctuation; after a tight `=` only the first word, as a shell reads it. */
function bareValue(rest: string, separator: string): string {
  const value = trimEndOf(withoutComment(rest), ' \t\r\n,;');
  return separator === '='
    ? (/^(?:\$\{[^}]{0,128}\}|\S)+/.exec(value)?.[0] ?? '').replace(/[,;]$/, '')
    : value;
}

/** Without what follows a `#` at the start or behind a blank. */
function withoutComment(rest: string): string {
  const mark = /(?:^|[ \t])#/.exec(rest);
  return mark ? rest.slice(0, mark.index) : rest;
}
