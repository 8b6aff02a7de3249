import type { ConfigDocument, LocatedScalar } from '../../configDocument.ts';
import type { OffsetRange } from '../../references/reference.ts';
import { decodeBase64, encodeBase64 } from '../spelling/base64.ts';
import type { Spelling } from '../spelling/spelling.ts';
import { base64SpellingOf, spellingOf } from '../spelling/spellingOf.ts';
import { spell } from '../spelling.ts';
import type { Placement } from './placement.ts';
import { valueRange } from './valueRange.ts';
import { finalBreaks, leadingBreaks, writtenScalar } from './writtenScalar.ts';

/**
 * What of a scalar goes into Vault. `whole`: its value. `text`: its value but for the line breaks that a block scalar has
 * around it. `base64`: the text whose base64 it holds. `part`: a part that is written as it reads.
 */
export type Way = 'whole' | 'text' | 'base64' | 'part';

export interface SecretPlace {
  readonly document: ConfigDocument;
  readonly located: LocatedScalar;
  /** Absolute offsets. */
  readonly secret: OffsetRange;
}

/** A secret as it is taken out of its scalar. */
export interface Taking extends Pick<Placement, 'value' | 'replaced'> {
  readonly way: Way;
  readonly spelling: Spelling | undefined;
}

/** Undefined when there is no such value in the scalar. */
export function take(place: SecretPlace, way: Way): Taking | undefined {
  switch (way) {
    case 'whole':
      return takeWhole(place);
    case 'text':
      return takeText(place);
    case 'base64':
      return takeBase64(place);
    case 'part':
      return takePart(place);
  }
}

function takeWhole({ document, located }: SecretPlace): Taking {
  const { value, style } = located.scalar;
  const replaced = { start: 0, end: value.length - finalBreaks(style, value).length };
  return { way: 'whole', value, replaced, spelling: spellingOf(value, writtenScalar(document, located)) };
}

function takeText({ document, located }: SecretPlace): Taking {
  const { value: all, style } = located.scalar;
  const replaced = {
    start: leadingBreaks(style, all).length,
    end: all.length - finalBreaks(style, all).length,
  };
  const value = all.slice(replaced.start, replaced.end);
  return { way: 'text', value, replaced, spelling: spellingOf(value, writtenScalar(document, located)) };
}

function takeBase64({ document, located }: SecretPlace): Taking | undefined {
  const { value: encoded, style } = located.scalar;
  const value = decodeBase64(encoded);
  if (value === undefined || value === '') return undefined;
  const spelling = base64SpellingOf(value, encoded, writtenScalar(document, located));
  const replaced = { start: 0, end: encoded.length - finalBreaks(style, encoded).length };
  return { way: 'base64', value, replaced, spelling };
}

function takePart(place: SecretPlace): Taking | undefined {
  const { document, located, secret } = place;
  const value = document.text.slice(secret.start, secret.end);
  const replaced = decodedRange(place);
  if (!replaced || located.scalar.value.slice(replaced.start, replaced.end) !== value) return undefined;
  return { way: 'part', value, replaced, spelling: { steps: [{ copy: value.length }] } };
}

/** The part of a scalar's decoded value that a part of its text stands for; undefined where that cannot be told. */
export function decodedRange({ document, located, secret }: SecretPlace): OffsetRange | undefined {
  const { start, end, scalar } = located;
  if (secret.start < start || secret.end > end || secret.start >= secret.end) return undefined;
  const head = leadingBreaks(scalar.style, scalar.value).length;
  const value = scalar.value.slice(head);
  const spelling = spellingOf(value, writtenScalar(document, located));
  const part = { start: secret.start - start, end: secret.end - start };
  const range = spelling && valueRange(value, spelling, part);
  return range && { start: head + range.start, end: head + range.end };
}

/** What puts `reference` in the place of what was taken. */
export function putReferenceFor(
  place: SecretPlace,
  { way, spelling, ...taken }: Taking,
  reference: string,
): Placement {
  const { located, secret, document } = place;
  const { value, style } = located.scalar;
  const inserted = way === 'base64' ? encodeBase64(reference) : reference;
  // A plain scalar of which a part stays keeps its style.
  const newText = way === 'part' && style === 'plain' ? inserted : spell(inserted, style, document.format);
  return {
    ok: true,
    located,
    edit: { start: secret.start, end: secret.end, newText },
    reference,
    inserted,
    expected: value.slice(0, taken.replaced.start) + inserted + value.slice(taken.replaced.end),
    isPart: way === 'part',
    ...taken,
    ...(spelling ? { spelling } : {}),
  };
}
