import { isAbsolute, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Name of the folder that relative addresses start from. */
export const ROOT = 'ROOT';

export interface ArtifactLocation {
  readonly uri: string;
  readonly uriBaseId?: typeof ROOT;
}

/** Where a file is: an address below the root, percent-encoded, or a whole one for what lies elsewhere. */
export function artifactLocation(root: string, absolute: string): ArtifactLocation {
  const path = relative(root, absolute);
  if (path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path))
    return { uri: pathToFileURL(absolute).href };
  const segments = path.split(sep).map((segment) => encodeURIComponent(wellFormed(segment)));
  return { uri: segments.join('/'), uriBaseId: ROOT };
}

/** Addresses of the folders that have a name. */
export function baseAddresses(root: string): Readonly<Record<typeof ROOT, { readonly uri: string }>> {
  return { [ROOT]: { uri: pathToFileURL(root).href.replace(/\/*$/, '/') } };
}

/** Names on Windows may have halves of characters in them, which no address can. */
function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, '\ufffd');
}
