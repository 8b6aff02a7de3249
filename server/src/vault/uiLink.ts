import type { SecretPath } from '../languageService/secretStore.ts';

/** Address of a secret in the web page of a server; parentheses are escaped, as it stands in Markdown. */
export function uiLink(
  { origin, namespace }: { readonly origin: string; readonly namespace: string },
  { mount, path }: SecretPath,
): string {
  const query = namespace === '' ? '' : `?namespace=${encodeURIComponent(namespace)}`;
  const name = encodeURIComponent(path).replace(/[()']/g, (char) => `%${char.charCodeAt(0).toString(16)}`);
  return `${origin}/ui/vault/secrets/${encodeURIComponent(mount)}/show/${name}${query}`;
}
