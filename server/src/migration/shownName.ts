import type { SecretPath } from '../languageService/secretStore.ts';
import { printable } from '../printable.ts';

/** Longest name that is shown, in UTF-16 code units. */
const MAX_NAME = 200;

/**
 * A name of a file or of something in Vault as a message may hold it: on one line, cut, and without what a notification
 * makes a link of.
 */
export function shownName(name: string): string {
  const cut = name.length > MAX_NAME ? `${name.slice(0, MAX_NAME)}…` : name;
  return printable(cut).replaceAll('](', '] (');
}

/** A path of Vault as a message may hold it. */
export function shownPath({ mount, path }: SecretPath): string {
  return shownName(`${mount}/${path}`);
}
