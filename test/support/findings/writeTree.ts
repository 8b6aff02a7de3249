import type { Tree } from './configTrees.ts';

/** How texts are written where they can be so; `double` is the way out. */
export type Style = 'plain' | 'single' | 'double' | 'literal';

/** Writes a tree as YAML in block style. */
export function writeYaml(tree: Tree, style: Style): string {
  if (typeof tree === 'string') return `${writeText(tree, style, '  ')}\n`;
  return writeLines(tree, style, '');
}

function writeLines(tree: Exclude<Tree, string>, style: Style, indent: string): string {
  if (Array.isArray(tree)) {
    return (tree as readonly Tree[])
      .map((item) => `${indent}-${writeUnder(item, style, indent, true)}`)
      .join('');
  }
  return Object.entries(tree)
    .map(([key, value]) => `${indent}${key}:${writeUnder(value, style, indent, false)}`)
    .join('');
}

function writeUnder(tree: Tree, style: Style, indent: string, isItem: boolean): string {
  if (typeof tree === 'string') return ` ${writeText(tree, style, `${indent}  `)}\n`;
  if (Object.keys(tree).length === 0) return Array.isArray(tree) ? ' []\n' : ' {}\n';
  const lines = writeLines(tree, style, `${indent}  `);
  return isItem ? ` ${lines.trimStart()}` : `\n${lines}`;
}

function writeText(text: string, style: Style, indent: string): string {
  if (style === 'plain' && isPlain(text)) return text;
  if (style === 'single' && !text.includes('\n')) return `'${text.replaceAll("'", "''")}'`;
  if (style === 'literal' && isLiteral(text)) return `|-\n${indent}${text.replaceAll('\n', `\n${indent}`)}`;
  return JSON.stringify(text);
}

/** A part of what YAML allows. */
function isPlain(text: string): boolean {
  return (
    /^[\p{L}/$][^\n]*$/u.test(text) &&
    !/: |:$| #|^\s|\s$/.test(text) &&
    !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text)
  );
}

function isLiteral(text: string): boolean {
  return text !== '' && !/^\s|\s$|[\x00-\x09\x0b-\x1f]/.test(text);
}
