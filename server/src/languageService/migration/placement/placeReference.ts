import { whyNotWritten, writeReference } from '../../references/formats/writeReference.ts';
import { isForOpenBao } from '../../references/formats/chooseFormat.ts';
import type { OffsetRange } from '../../references/reference.ts';
import { decodeBase64 } from '../spelling/base64.ts';
import { obstacle } from './obstacle.ts';
import { isEncoded, isWhole, partObstacle } from './partObstacle.ts';
import type { PlacementAnswer, PlacementRequest } from './placement.ts';
import { readsBack } from './reread.ts';
import { putReferenceFor, take, type Taking, type Way } from './taking.ts';
import { isBlock } from './writtenScalar.ts';

/**
 * The edit that puts a reference in the place of a plaintext secret and changes no byte outside of it, or why there is
 * none. Quoting stays as it is, except for a plain scalar that must be quoted to hold a whole reference. Our own form
 * stands for whole scalars only. What is in `data` of a Kubernetes Secret stands there as base64; the tools that fill in
 * references behind it (bank-vaults, ArgoCD Vault Plugin) put the text back, and all others the base64.
 */
export function placeReference(request: PlacementRequest): PlacementAnswer {
  const reason = obstacle(request.document, request.located) ?? partObstacle(request);
  if (reason !== undefined) return { ok: false, reason };
  const way = wayFor(request);
  const taking = take(request, way);
  if (!taking) return { ok: false, reason: way === 'base64' ? notBase64 : notVerbatim };
  return write(request, taking);
}

const notBase64 = 'The value is not base64 of a text';
const notVerbatim = 'The secret is a part of its value that is written with escapes or over several lines';
const unquoted = 'The reference would need quotes, which the value has not';
const unreadable = 'The text around the secret would change what the reference means';
const inexpressible = 'The reference format of this file cannot express the target in this place';

/** What begins another value or a comment in plain text of YAML. Our reader is more lenient, for files that are being typed. */
const needsQuotes = /:(?:\s|$)|\s#/;

function write(request: PlacementRequest, taking: Taking): PlacementAnswer {
  const { target, format, kvVersion = 2 } = request;
  const { way } = taking;
  const isInline = way === 'part' || way === 'text';
  const place = {
    kvVersion,
    isInline,
    isBase64: way === 'base64',
    isOpenBao: isForOpenBao(request.document, format),
    ...(isInline ? around(request.located.scalar.value, taking.replaced) : {}),
  };
  const text = (request.writeReference ?? writeReference)(format, target, place);
  // In base64, what is read behind it is the reference.
  const reference = text !== undefined && place.isBase64 ? decodeBase64(text) : text;
  if (reference === undefined) {
    return { ok: false, reason: whyNotWritten(format, target, place) ?? inexpressible };
  }
  const placement = putReferenceFor(request, taking, reference);
  if (placement.isPart && request.located.scalar.style === 'plain' && needsQuotes.test(placement.inserted)) {
    return { ok: false, reason: unquoted };
  }
  const isRead = !place.isInline || readsBack(format, target.mount, placement);
  return isRead ? placement : { ok: false, reason: unreadable };
}

/** What stands before and behind a part of a value, on its line. */
function around(
  value: string,
  { start, end }: OffsetRange,
): { readonly before: string; readonly behind: string } {
  const before = value.slice(0, start);
  const behind = value.slice(end);
  const lineEnd = behind.indexOf('\n');
  return {
    before: before.slice(before.lastIndexOf('\n') + 1),
    behind: lineEnd === -1 ? behind : behind.slice(0, lineEnd),
  };
}

function wayFor(request: PlacementRequest): Way {
  if (!isWhole(request)) return 'part';
  if (isEncoded(request)) return 'base64';
  const { value, style } = request.located.scalar;
  // A program that reads our own form takes the whole value for the reference; tools leave what stands around theirs.
  return request.format !== 'own' && isBlock(style) && /^\n|\n$/.test(value) ? 'text' : 'whole';
}
