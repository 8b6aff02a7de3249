import type { SecretTarget } from '../../../server/src/protocol.ts';

/** Names that the plain form can hold: it has no escapes, and a placeholder makes it no reference. */
const plainName = /^[^\s#%{}<>$]+$/u;

/**
 * A place in Vault as text for an input box: `mount/path#key`, or the percent-encoded `vault://` form for names that
 * the plain form cannot spell.
 */
export function targetText({ mount, path, key }: SecretTarget): string {
  if ([mount, path, key].every((name) => plainName.test(name))) return `${mount}/${path}#${key}`;
  return `vault://${encodePath(mount)}/${encodePath(path)}#${encode(key)}`;
}

function encodePath(path: string): string {
  return path.split('/').map(encode).join('/');
}

/** `encodeURIComponent` leaves `!'()*`, which end a reference inside a text, and throws on half a surrogate pair. */
function encode(name: string): string {
  return encodeURIComponent(name.replace(/\p{Cs}/gu, '\ufffd')).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
