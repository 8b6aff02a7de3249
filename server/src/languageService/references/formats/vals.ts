import { encodePath } from '../format.ts';
import { refused, written, type ReferenceWriter } from './place.ts';

/** The first segment is the host of a URL, in which Go's `net/url` takes no escape of an ASCII character. */
const host = /^(?:[\w.~-]|[^\p{ASCII}])+$/u;

/**
 * vals cuts the reference at `+` and blanks and the fragment at `/`, and looks for the decoded key in the text that it
 * was given, so an escape in it makes vals crash (`vals.go`, `pkg/expansion/expand_match.go`).
 */
const unspellableInKey = /[ +/#%?",{}<>$]/;

/**
 * `ref+vault://PATH#/KEY`, and a `+` behind it where other text follows. vals adds the `data/` of KV v2 itself. Names
 * in the path are percent-encoded.
 */
export const writeVals: ReferenceWriter = ({ mount, path, key }, place) => {
  const { isInline, isBase64, isOpenBao, before = '' } = place;
  if (isBase64) return refused('vals does not look into base64');
  if (isInline && before.endsWith('secret')) {
    return refused('vals takes the word `secret` right before its reference for a part of it');
  }
  const [first = '', ...rest] = `${mount}/${path}`.split('/');
  if (!host.test(first)) {
    return refused('The mount begins with a name that the first part of a vals reference cannot hold');
  }
  if (unspellableInKey.test(key)) {
    return refused('The key has a character for which a vals reference has no escape');
  }
  const scheme = isOpenBao === true ? 'ref+openbao' : 'ref+vault';
  const address = [encodeHost(first), encodePath(rest.join('/'))].join('/');
  return written(`${scheme}://${address}#/${key}${isInline ? '+' : ''}`);
};

function encodeHost(name: string): string {
  return name.replace(/[^\p{ASCII}]+/gu, encodeURIComponent);
}
