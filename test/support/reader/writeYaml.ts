import type { Body, Entry, YamlNode } from './yamlModel.ts';

/** Where a node is written. */
interface Place {
  /** Column of the collection that holds it, -1 at the root. */
  readonly column: number;
  /** What it follows on its line; a `-`, `?` or explicit `:` lets a collection begin beside it. */
  readonly after: 'nothing' | 'key' | 'indicator';
  /** Column behind the indicator. */
  readonly beside: number;
}

/**
 * Writes a node as the value of a document, after `---` or at the start of a line. Not every result is valid YAML: a
 * scalar may hold what its place forbids. Most are.
 */
export function writeRoot(node: YamlNode): string {
  return written(node, { column: -1, after: 'nothing', beside: 0 }).replace(/^ /, '');
}

/** The text behind the indicator of a node, with its leading blank and its last line break. */
function written({ properties, comment, body }: YamlNode, place: Place): string {
  const lead = properties === '' ? '' : ` ${properties}`;
  const note = comment === '' ? '' : ` ${comment}`;
  switch (body.kind) {
    case 'text':
      return `${lead}${lead === '' && body.lines.join('') === '' ? '' : ' '}${continued(body.lines, place)}${note}\n`;
    case 'flow':
      return `${lead} ${continued(brokenPieces(body), place)}${note}\n`;
    case 'block-text':
      return `${lead} ${blockText(body, place, note)}`;
    case 'map':
    case 'list':
      return collection(body, lead, note, place);
  }
}

function continued(lines: readonly string[], { column }: Place): string {
  return lines
    .map((line, index) => (index === 0 || line === '' ? line : spaces(Math.max(column + 1, 1)) + line))
    .join('\n');
}

function brokenPieces({ pieces, isBroken }: Body & { kind: 'flow' }): string[] {
  return pieces.join(isBroken ? '\n' : '').split('\n');
}

function blockText(body: Body & { kind: 'block-text' }, { column }: Place, note: string): string {
  const { header, explicit, step, lines } = body;
  const parent = Math.max(column, 0);
  const indent = spaces(column === -1 ? step : parent + step);
  const digit = explicit ? String(step) : '';
  const content = lines.map((line) =>
    line.trim() === '' ? `${line.slice(0, indent.length)}\n` : `${indent}${line}\n`,
  );
  return `${header}${digit}${note}\n${content.join('')}`;
}

function collection(body: Body & { kind: 'map' | 'list' }, lead: string, note: string, place: Place): string {
  const { column, after, beside } = place;
  const isCompact = after === 'indicator' && lead === '' && note === '';
  const least = body.kind === 'list' && after === 'key' ? Math.max(column, 0) : column + 1;
  const at = isCompact ? beside : Math.max(least, column + body.step);
  const parts =
    body.kind === 'map'
      ? body.entries.map((entry) => entryText(entry, at))
      : body.items.map((item) => itemText(item, body.gap, at));
  const lines = parts.join('');
  if (isCompact) return spaces(at - place.beside + 1) + lines.trimStart();
  return after === 'nothing' && lead === '' && note === '' ? ` ${lines}` : `${lead}${note}\n${lines}`;
}

function entryText({ key, isExplicit, above, value }: Entry, at: number): string {
  const start = above + spaces(at);
  if (!isExplicit) return `${start}${key}:${written(value, { column: at, after: 'key', beside: 0 })}`;
  return `${start}? ${key}\n${spaces(at)}:${written(value, { column: at, after: 'indicator', beside: at + 2 })}`;
}

function itemText(item: YamlNode, gap: number, at: number): string {
  const inner = written(item, { column: at, after: 'indicator', beside: at + 1 + gap });
  const isCollection = item.body.kind === 'map' || item.body.kind === 'list';
  return `${spaces(at)}-${isCollection && inner.startsWith(' ') && gap > 1 ? spaces(gap - 1) : ''}${inner}`;
}

function spaces(count: number): string {
  return ' '.repeat(count);
}
