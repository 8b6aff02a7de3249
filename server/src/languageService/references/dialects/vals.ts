import { trimEndOf } from '../../trim.ts';
import { parseExplicit } from '../explicit.ts';
import type { Piece } from '../grammar.ts';
import type { KnownMount } from '../mounts.ts';
import { hasPlaceholder, percentDecode } from '../names.ts';
import type { ExtractedReference, NamedServer, OffsetRange } from '../reference.ts';

const opening = /(?:secret)?ref\+(?:vault|openbao):\/\//g;

/** Whether a scalar may have a reference of vals. */
export function mayHaveVals(value: string): boolean {
  return value.includes('ref+');
}

/**
 * All `ref+vault://PATH[?params]#/KEY[/NESTED][+]` in a value, in text order, with `secretref+` and `openbao` likewise.
 * As in the tool one ends at a `+` or blank; of a key with nested ones the first is that of the secret, and without a
 * fragment the last segment is the key. What is still to be filled in is none (`vals.go`, `pkg/expansion`).
 */
export function valsReferences(value: string, mounts: readonly KnownMount[]): readonly ExtractedReference[] {
  const references: ExtractedReference[] = [];
  let from = 0;
  for (const { 0: scheme, index } of value.matchAll(opening)) {
    if (index < from) continue;
    const start = index + scheme.length;
    const { text, end } = cut(value, start);
    // The reference inside is read by itself.
    if (isNested(value, start + text.length)) continue;
    from = start + text.length;
    if (hasPlaceholder(text)) continue;
    const reading = read({ text, start }, { start: index, end }, mounts);
    if (reading) references.push(reading);
  }
  return references;
}

/** A blank and `+` end a reference; quotes and commas before that belong to the text around it. */
function cut(value: string, start: number): { readonly text: string; readonly end: number } {
  const ends = /[+\s]/g;
  ends.lastIndex = start;
  const at = ends.exec(value)?.index ?? value.length;
  const text = trimEndOf(value.slice(start, at), '",');
  const isClosed = value[at] === '+' && start + text.length === at;
  return { text, end: start + text.length + (isClosed ? 1 : 0) };
}

/** Whether the `+` at `at` is that of a further reference, whose value becomes a part of this one. */
function isNested(value: string, at: number): boolean {
  return value.slice(Math.max(0, at - 3), at) === 'ref' && /^\+\w{1,40}:\/\//.test(value.slice(at, at + 50));
}

function read(
  { text, start }: Piece,
  range: OffsetRange,
  mounts: readonly KnownMount[],
): ExtractedReference | undefined {
  const { address, parameters, fragment } = parts(text);
  const misplaced = /\?\w+=/.exec(fragment.text);
  if (misplaced) {
    const from = start + fragment.start + misplaced.index;
    const problem = { start: from, end: start + text.length };
    const message = 'Parameters come before the `#`.';
    return { kind: 'malformed', dialect: 'vals', ...range, problem, message };
  }
  const named = keyOf(address, fragment);
  if (!named) return undefined;
  const reading = parseExplicit(
    {
      dialect: 'vals',
      ...range,
      address: { text: named.address, start },
      key: { text: named.key.text, start: start + named.key.start },
      isEncoded: true,
    },
    mounts,
  );
  return reading?.kind === 'found' ? { ...reading, ...said(parameters) } : reading;
}

interface Parts {
  readonly address: string;
  readonly parameters: string;
  readonly fragment: Piece;
}

function parts(text: string): Parts {
  const hash = text.indexOf('#');
  const before = hash === -1 ? text : text.slice(0, hash);
  const query = before.indexOf('?');
  // `#KEY` and `##/KEY` mean the same as `#/KEY`.
  const lead = hash === -1 ? 0 : (/^#{1,2}\/?/.exec(text.slice(hash))?.[0].length ?? 0);
  const from = hash === -1 ? text.length : hash + lead;
  return {
    address: query === -1 ? before : before.slice(0, query),
    parameters: query === -1 ? '' : before.slice(query + 1),
    fragment: { text: text.slice(from), start: from },
  };
}

function keyOf(
  address: string,
  fragment: Piece,
): { readonly address: string; readonly key: Piece } | undefined {
  if (fragment.text !== '') {
    const slash = fragment.text.indexOf('/');
    const text = slash === -1 ? fragment.text : fragment.text.slice(0, slash);
    return { address, key: { text, start: fragment.start } };
  }
  const last = address.lastIndexOf('/');
  if (last === -1) return undefined;
  return { address: address.slice(0, last), key: { text: address.slice(last + 1), start: last + 1 } };
}

function said(parameters: string): { readonly version?: string; readonly server?: NamedServer } {
  if (parameters === '') return {};
  const named = new Map(parameters.split('&').map((parameter) => splitParameter(parameter)));
  const version = named.get('version');
  const host = named.get('host');
  const address = named.get('address') ?? (host && `${named.get('proto') ?? 'https'}://${host}`);
  const namespace = named.get('namespace');
  const server = { ...(address ? { address } : {}), ...(namespace ? { namespace } : {}) };
  return {
    ...(version ? { version } : {}),
    ...(address || namespace ? { server } : {}),
  };
}

function splitParameter(parameter: string): readonly [string, string] {
  const equals = parameter.indexOf('=');
  const name = equals === -1 ? parameter : parameter.slice(0, equals);
  const value = equals === -1 ? '' : parameter.slice(equals + 1);
  return [name, percentDecode(value) ?? value];
}
