/** Longest name that is proposed, in characters: some storage backends limit a whole path to 512 bytes. */
const maxLength = 100;

/** Letters, marks and digits of any script, and what needs no encoding in a URL or quoting in a policy or in YAML. */
const odd = /[^\p{L}\p{M}\p{N}._-]+/gu;

/** What a path may hold besides {@link odd} characters but nobody sees: controls and zero-width characters. */
const invisible = /(?![\t\n\r ])[\p{Cc}\p{Cf}]/gu;

/**
 * `text` as one name of the strict grammar, made for a proposal: invisible characters dropped, every other run of odd
 * characters replaced by one `-` (none at the ends), cut to 100 characters. Empty when nothing is left, as of `..`.
 */
export function cleanName(text: string): string {
  const plain = text.normalize('NFC').replace(invisible, '').replace(odd, '-');
  const cut = Array.from(plain).slice(0, maxLength).join('');
  const trimmed = cut.replace(/^-+/, '').replace(/-+$/, '');
  return trimmed === '.' || trimmed === '..' ? '' : trimmed;
}
