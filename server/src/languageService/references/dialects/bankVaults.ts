import { trimEndOf } from '../../trim.ts';
import { parseExplicit } from '../explicit.ts';
import type { KnownMount } from '../mounts.ts';
import { hasPlaceholder } from '../names.ts';
import type { ExtractedReference, OffsetRange } from '../reference.ts';
import { Seeker } from '../seeker.ts';

/** `>>` makes bank-vaults write to the path and use what is answered. */
const wholeStart = /^(?:>>)?(?:vault|bao):/;
const inlineStart = /\$\{(?:>>?)?(?:vault|bao):/g;

/** What the transit engine has encrypted (vault-sdk, `vault/transit.go`). */
const transit = /^v\d+:/;

/** Whether a scalar may have a reference of bank-vaults. */
export function mayHaveBankVaults(value: string): boolean {
  return value.includes('vault:') || value.includes('bao:');
}

/**
 * The references of bank-vaults in a value: all `${vault:PATH#KEY[#VERSION]}` in it, or else the one that is the whole
 * value, `[>>]vault:PATH#KEY[#VERSION]`; `bao:` likewise. Without `#` it is none, nor is encrypted text, `vault://`,
 * or what a template is still to be filled into (vault-sdk, `injector/vault/injector.go`).
 */
export function bankVaultsReferences(
  value: string,
  mounts: readonly KnownMount[],
): readonly ExtractedReference[] {
  const inline = Array.from(inlineParts(value));
  if (inline.length > 0) return inline.flatMap((part) => read(value, part, mounts) ?? []);
  const body = wholeStart.exec(value)?.[0].length;
  // A line break at the end is a part of the key for the tool, so it is told; other lines make it another text.
  if (body === undefined || trimEndOf(value, '\n').includes('\n')) return [];
  const end = value.length;
  return [read(value, { start: 0, end, body, bodyEnd: end }, mounts)].filter((found) => found !== undefined);
}

interface Part extends OffsetRange {
  /** Where `PATH#KEY` begins and ends. */
  readonly body: number;
  readonly bodyEnd: number;
}

/** As in the tool, the first `}` of the line ends one, or the second where two come together. */
function* inlineParts(value: string): Iterable<Part> {
  const close = new Seeker(value, '}');
  const lineBreak = new Seeker(value, '\n');
  let from = 0;
  for (const { 0: opening, index } of value.matchAll(inlineStart)) {
    if (index < from) continue;
    const body = index + opening.length;
    const first = close.next(body);
    if (first === Infinity) return;
    if (lineBreak.next(body) < first) continue;
    const bodyEnd = value[first + 1] === '}' ? first + 1 : first;
    from = bodyEnd + 1;
    yield { start: index, end: from, body, bodyEnd };
  }
}

function read(
  value: string,
  { start, end, body, bodyEnd }: Part,
  mounts: readonly KnownMount[],
): ExtractedReference | undefined {
  const text = value.slice(body, bodyEnd);
  if (/^(?:\s|\/\/)/.test(text) || transit.test(text) || hasPlaceholder(text)) return undefined;
  const hash = text.indexOf('#');
  if (hash === -1) return undefined;
  const second = text.indexOf('#', hash + 1);
  const key = text.slice(hash + 1, second === -1 ? text.length : second);
  const reading = parseExplicit(
    {
      dialect: 'bank-vaults',
      start,
      end,
      address: { text: text.slice(0, hash), start: body },
      key: { text: key, start: body + hash + 1 },
      isEncoded: false,
    },
    mounts,
  );
  // Behind `>>` comes what is written, no version.
  const isVersion = second !== -1 && second + 1 < text.length && !value.slice(start, body).includes('>');
  return reading?.kind === 'found' && isVersion ? { ...reading, version: text.slice(second + 1) } : reading;
}
