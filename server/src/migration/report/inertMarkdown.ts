import { printable } from '../../printable.ts';

/** A name as a span of code: nothing in it is Markdown. The fence is longer than any run of backticks within. */
export function codeSpan(name: string): string {
  const text = printable(name);
  const longest = Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = longest > 0 || text.trim() !== text || text === '' ? ' ' : '';
  return `${fence}${pad}${text}${pad}${fence}`;
}

/** A sentence of ours with names in it: without links, HTML, emphasis and code. Dots within words make links of names. */
export function plainMarkdown(text: string): string {
  return printable(text)
    .replace(/[\\`*_{}[\]<>#|~!$@&]/g, (character) => `\\${character}`)
    .replace(/:(?=\/\/)|\.(?=\S)/g, (character) => `\\${character}`);
}
