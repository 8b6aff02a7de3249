/**
 * Text that the editor shows as it is. Notifications, input boxes and the language status make a link of
 * `[label](command:...)`, and names in a repository or a server must not become one that runs a command.
 */
export function plainText(text: string): string {
  return text.replaceAll('](', '] (');
}

/** Text without characters that end a line, hide or turn around what follows: names are written by others. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\u{fffd}');
}
