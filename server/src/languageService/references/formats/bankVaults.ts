import { apiPath, refused, wrapped, type ReferenceWriter } from './place.ts';

/** `#` parts it, and the others begin or end a template; there is no escape. */
const unspellable = /[#{}<>$]/;

/** What bank-vaults hands to the transit engine instead of reading a path (vault-sdk, `vault/transit.go`). */
const transit = /^v\d+:/;

/**
 * `vault:PATH#KEY`, or `${vault:PATH#KEY}` within other text, with the path of the API (vault-sdk,
 * `injector/vault/injector.go`; the webhook decodes `data` of Secrets).
 */
export const writeBankVaults: ReferenceWriter = (target, place) => {
  const path = apiPath(target, place);
  if (unspellable.test(path + target.key)) {
    return refused('A bank-vaults reference has no escape for `#`, `$`, `<`, `>`, `{` and `}`');
  }
  if (path.startsWith(' ')) return refused('The mount begins with a blank, as prose behind a colon does');
  if (place.isInline && place.behind?.startsWith('}') === true) {
    return refused('bank-vaults takes a `}` right behind its reference for a part of it');
  }
  if (transit.test(path)) return refused('bank-vaults takes a path that begins like this for encrypted text');
  const reference = `${place.isOpenBao === true ? 'bao' : 'vault'}:${path}#${target.key}`;
  return wrapped(place.isInline ? `\${${reference}}` : reference, place);
};
