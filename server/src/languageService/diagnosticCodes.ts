/** Stable codes; each has a section in docs/diagnostics.md whose anchor is the code with dashes for dots. */
export const diagnosticCodes = [
  'reference.malformed',
  'reference.no-such-mount',
  'reference.no-such-path',
  'reference.no-such-key',
  'reference.data-segment',
  'reference.deleted-version',
  'secret.plaintext',
  'suppression.unused',
  'document.too-large',
] as const;

export type DiagnosticCode = (typeof diagnosticCodes)[number];

/** `source` of every diagnostic. */
export const diagnosticSource = 'vault-refs';

/** Address of a code's section in a documentation page. */
export function documentationLink(page: string, code: DiagnosticCode): string {
  return `${page}#${code.replaceAll('.', '-')}`;
}
