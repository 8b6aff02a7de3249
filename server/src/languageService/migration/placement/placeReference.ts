import { whyNotWritten, writeReference } from '../../references/formats/writeReference.ts';
import { isForOpenBao } from '../../references/formats/chooseFormat.ts';
import type { OffsetRange } from '../../references/reference.ts';
import { decodeBase64 } from '../spelling/base64.ts';
import { obstacle } from './obstacle.ts';
import type { PlacementAnswer, PlacementRequest } from './placement.ts';
import { readsBack } from './reread.ts';
import { isSecretData } from './secretData.ts';
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
const unreadable = 'The text around the secret would change what the reference means';
const inexpressible = 'The reference format of this file cannot express the target in this place';

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

function isWhole({ located, secret }: PlacementRequest): boolean {
  return secret.start === located.start && secret.end === located.end;
}

function isEncoded({ document, located, format }: PlacementRequest): boolean {
  const isDecodedByTool = format === 'bank-vaults' || format === 'argocd-vault-plugin';
  return isDecodedByTool && isSecretData(document, located);
}

function partObstacle(request: PlacementRequest): string | undefined {
  if (isWhole(request)) return undefined;
  if (request.format === 'own') {
    // `vault://` in the middle of a text would parse, but no program that reads this file would resolve it there.
    return 'The secret is only a part of its value, and a reference can only stand for a whole one';
  }
  if (isEncoded(request)) return 'The secret is only a part of a base64 value';
  const { document, located } = request;
  if (isInAction(request)) return 'The secret is inside of a template';
  const isBare = document.format === 'json' && located.scalar.style === 'plain';
  return isBare ? 'The secret is only a part of a value that is no text' : undefined;
}

/** Whether a part touches an action of a template: what quotes and braces mean there is for its engine to say. */
function isInAction({ document, located, secret }: PlacementRequest): boolean {
  const raw = document.text.slice(located.start, located.end);
  const actions = raw.matchAll(/\{\{[^]*?(?:\}\}|$)|\{%[^]*?(?:%\}|$)/g);
  const [from, to] = [secret.start - located.start, secret.end - located.start];
  return Array.from(actions).some(({ 0: action, index }) => from < index + action.length && to > index);
}

function wayFor(request: PlacementRequest): Way {
  if (!isWhole(request)) return 'part';
  if (isEncoded(request)) return 'base64';
  const { value, style } = request.located.scalar;
  // A program that reads our own form takes the whole value for the reference; tools leave what stands around theirs.
  return request.format !== 'own' && isBlock(style) && /^\n|\n$/.test(value) ? 'text' : 'whole';
}
