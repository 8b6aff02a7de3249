/**
 * `text` with control, format and line-breaking characters escaped as `\u{...}`. Names of files and secrets are written
 * by others, and a terminal obeys what is in them.
 */
export function printable(text: string): string {
  return text.replace(
    /(?! )[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
