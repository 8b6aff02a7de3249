import { trimEndOf } from '../../trim.ts';
import { parseExplicit } from '../explicit.ts';
import type { KnownMount } from '../mounts.ts';
import { longestMount } from '../mounts.ts';
import { hasPlaceholder } from '../names.ts';
import type { ExtractedReference, OffsetRange } from '../reference.ts';
import { Seeker } from '../seeker.ts';

const opening = '<path:';

/** Whether a scalar may have a placeholder of ArgoCD Vault Plugin. */
export function mayHavePlaceholder(value: string): boolean {
  return value.includes(opening);
}

/**
 * All `<path:PATH#KEY[#VERSION] [| modifier...]>` in a value, in text order, each on one line. What a template is still
 * to be filled into is none (argocd-vault-plugin, `pkg/kube/util.go`).
 */
export function placeholderReferences(
  value: string,
  mounts: readonly KnownMount[],
): readonly ExtractedReference[] {
  return Array.from(placeholders(value)).flatMap((place) => read(value, place, mounts) ?? []);
}

function* placeholders(value: string): Iterable<OffsetRange> {
  const open = new Seeker(value, opening);
  const ends = ['>', '<', '\n'].map((end) => new Seeker(value, end));
  for (let start = open.next(0); start < value.length; start = open.next(start + 1)) {
    const [close = Infinity, ...others] = ends.map((end) => end.next(start + 1));
    if (close === Infinity) return;
    if (others.every((other) => close < other)) yield { start, end: close + 1 };
  }
}

function read(
  value: string,
  { start, end }: OffsetRange,
  mounts: readonly KnownMount[],
): ExtractedReference | undefined {
  const inside = value.slice(start + opening.length, end - 1);
  const bar = inside.indexOf('|');
  const text = trimEndOf(bar === -1 ? inside : inside.slice(0, bar), ' ');
  if (hasPlaceholder(text)) return undefined;
  const hash = text.indexOf('#');
  if (hash === -1) return withoutKey(text, { start, end }, mounts);
  const second = text.indexOf('#', hash + 1);
  const key = text.slice(hash + 1, second === -1 ? text.length : second);
  const body = start + opening.length;
  const keyStart = hash + 1 + (key.length - key.trimStart().length);
  const reading = parseExplicit(
    {
      dialect: 'argocd-vault-plugin',
      start,
      end,
      address: { text: text.slice(0, hash), start: body },
      key: { text: key.trim(), start: body + keyStart },
      isEncoded: false,
    },
    mounts,
  );
  const isVersion = second !== -1 && second + 1 < text.length;
  return reading?.kind === 'found' && isVersion ? { ...reading, version: text.slice(second + 1) } : reading;
}

/** Documentation and routes have `<path:name>` as well, so that a key is missing is sure only behind a known mount. */
function withoutKey(
  text: string,
  range: OffsetRange,
  mounts: readonly KnownMount[],
): ExtractedReference | undefined {
  if (!longestMount(text.split('/').slice(0, -1), mounts)) return undefined;
  const message = 'A placeholder has a `#` with a key after its path.';
  return { kind: 'malformed', dialect: 'argocd-vault-plugin', ...range, problem: range, message };
}
