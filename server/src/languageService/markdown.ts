/** Shown instead of a value. Its width says nothing about the value's. */
export const mask = '••••••••';

const maxNameLength = 200;

/**
 * Foreign text (a name or metadata from a file or a server) as inert Markdown: every character that Markdown or
 * HTML could act on is escaped, line breaks and invisible characters become spaces, long text is cut.
 */
export function escapeMarkdown(text: string): string {
  const cut = text.length > maxNameLength ? `${text.slice(0, maxNameLength)}…` : text;
  return cut
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/[&<>]/g, (char) => `&#${String(char.charCodeAt(0))};`)
    .replace(/[\\`*_{}[\]()#+\-.!|~:/@$^=]/g, (char) => `\\${char}`);
}
