import type { ScalarStyle } from '../../configDocument.ts';
import { parseReference } from '../grammar.ts';
import type { KnownMount } from '../mounts.ts';
import { hasPlaceholder } from '../names.ts';
import type { ExtractedReference } from '../reference.ts';

/**
 * The own form, `mount/path#key` as a whole scalar; names stand for themselves, `%` included. A value is no reference
 * without a `/` and a `#` after it, with a space or several lines (prose and scripts also begin with a word and a
 * slash), or with a placeholder (a template names nothing before it is rendered).
 */
export function ownReference(
  value: string,
  style: ScalarStyle,
  mounts: readonly KnownMount[],
): ExtractedReference | undefined {
  const text = isBlock(style) ? value.replace(/(?<!\n)\n+$/, '') : value;
  const hash = text.indexOf('#');
  const slash = text.indexOf('/');
  if (slash === -1 || hash < slash) return undefined;
  if (text.startsWith('vault://') || isProse(text, style) || hasPlaceholder(text)) return undefined;
  return parseReference(
    {
      dialect: 'own',
      start: 0,
      end: text.length,
      address: { text: text.slice(0, hash), start: 0 },
      key: { text: text.slice(hash + 1), start: hash + 1 },
      isEncoded: false,
    },
    mounts,
  );
}

function isBlock(style: ScalarStyle): boolean {
  return style === 'literal' || style === 'folded';
}

function isProse(text: string, style: ScalarStyle): boolean {
  return isBlock(style) ? /[ \r\n]/.test(text) : text.includes(' ');
}
