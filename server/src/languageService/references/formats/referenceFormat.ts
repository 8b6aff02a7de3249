/** The dialects that references are written in. */
export const referenceFormats = ['own', 'vals', 'bank-vaults', 'argocd-vault-plugin'] as const;

export type ReferenceFormat = (typeof referenceFormats)[number];
