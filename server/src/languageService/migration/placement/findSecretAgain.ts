import type { ConfigDocument, LocatedScalar } from '../../configDocument.ts';
import { encodeBase64 } from '../spelling/base64.ts';
import { isEncoded, isPartOf, type MovedEntry } from './movedEntry.ts';
import type { Placement } from './placement.ts';
import { scalarsAt } from './scalarsAt.ts';
import { putReferenceFor, type SecretPlace, take, type Taking, type Way } from './taking.ts';
import { finalBreaks, leadingBreaks } from './writtenScalar.ts';

/** Most places in one scalar at which a part is looked for. */
const MAX_TRIES = 2_000;

/**
 * What a file has by now where a secret was. `plaintext`: the secret, with the edit that puts the reference there.
 * `reference`: the reference that was to be written. `gone`: something else, or nothing.
 */
export type SecretNow = FoundSecret | { readonly kind: 'gone' };

type FoundSecret =
  | { readonly kind: 'plaintext'; readonly placement: Placement }
  | { readonly kind: 'reference'; readonly located: LocatedScalar };

/**
 * Looks for a secret in another version of its file: at its document and key path, a part near its old offsets first.
 * @param isSame tells the secret's value by its fingerprint
 */
export function findSecretAgain(
  document: ConfigDocument,
  entry: MovedEntry,
  isSame: (value: string) => boolean,
): SecretNow {
  const found = scalarsAt(document, entry).flatMap((located) => {
    const search = { document, located, entry, isSame };
    return (isPartOf(entry) ? partNow(search) : wholeNow(search)) ?? [];
  });
  // A key may be there twice, with the same value. Once the reference is there, the other one is not to be moved as well.
  const inPlace = found.find((now) => placeOf(now) === entry.scalarStart);
  const reference = found.find(({ kind }) => kind === 'reference');
  return inPlace ?? reference ?? found[0] ?? { kind: 'gone' };
}

function placeOf(now: FoundSecret): number {
  return now.kind === 'reference' ? now.located.start : now.placement.located.start;
}

interface Search {
  readonly document: ConfigDocument;
  readonly located: LocatedScalar;
  readonly entry: MovedEntry;
  readonly isSame: (value: string) => boolean;
}

function wholeNow(search: Search): FoundSecret | undefined {
  const { document, located, entry } = search;
  const ways: readonly Way[] = isEncoded(entry) ? ['base64'] : ['whole', 'text'];
  for (const way of ways) {
    const found = plaintextAt({ document, located, secret: located }, way, search);
    if (found) return found;
  }
  return holdsReference(located, entry) ? { kind: 'reference', located } : undefined;
}

/** In a scalar that has the reference, another text that is the same as the secret is none, unless it is in its place. */
function partNow(search: Search): FoundSecret | undefined {
  const { document, located, entry } = search;
  const [first = located.start, ...others] = partStarts(located, entry);
  const reference: FoundSecret = { kind: 'reference', located };
  if (entry.written !== '' && document.text.startsWith(entry.written, first)) return reference;
  const found = partAt(first, search);
  if (found) return found;
  if (holdsReference(located, entry)) return reference;
  for (const start of others) {
    const elsewhere = partAt(start, search);
    if (elsewhere) return elsewhere;
  }
  return undefined;
}

function partAt(start: number, search: Search): FoundSecret | undefined {
  const { document, located, entry } = search;
  const secret = { start, end: start + entry.end - entry.start };
  return secret.end <= located.end ? plaintextAt({ document, located, secret }, 'part', search) : undefined;
}

function plaintextAt(place: SecretPlace, way: Way, { entry, isSame }: Search): FoundSecret | undefined {
  const taking = takeSame(place, way, isSame);
  return taking && { kind: 'plaintext', placement: putReferenceFor(place, taking, entry.reference) };
}

function takeSame(place: SecretPlace, way: Way, isSame: (value: string) => boolean): Taking | undefined {
  const { start, end } = place.secret;
  // There are many places for a part, and how it is written takes as long to tell as its scalar is.
  if (start === end || (way === 'part' && !isSame(place.document.text.slice(start, end)))) return undefined;
  const taking = take(place, way);
  return taking && isSame(taking.value) ? taking : undefined;
}

/** At the old distance from the start of the scalar, from its end, and then wherever else. */
function* partStarts(located: LocatedScalar, entry: MovedEntry): Iterable<number> {
  const fromStart = located.start + entry.start - entry.scalarStart;
  const fromEnd = located.end - (entry.scalarEnd - entry.start);
  yield fromStart;
  if (fromEnd !== fromStart && fromEnd >= located.start) yield fromEnd;
  const last = Math.min(located.end - (entry.end - entry.start), located.start + MAX_TRIES);
  for (let at = located.start; at <= last; at += 1) if (at !== fromStart && at !== fromEnd) yield at;
}

function holdsReference({ scalar }: LocatedScalar, entry: MovedEntry): boolean {
  const { value, style } = scalar;
  const inserted = isEncoded(entry) ? encodeBase64(entry.reference) : entry.reference;
  if (isPartOf(entry)) return inserted !== '' && value.includes(inserted);
  return value === leadingBreaks(style, value) + inserted + finalBreaks(style, value);
}
