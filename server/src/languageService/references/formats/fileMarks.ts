import type { ConfigDocument } from '../../configDocument.ts';
import { locatedScalars } from '../../configDocument.ts';
import type { ReferenceFormat } from './referenceFormat.ts';

/** What a file says about who reads it. */
export interface FileMarks {
  /** It declares a Vault for Sensu, which reads the own form. */
  readonly isSensu: boolean;
  /** Tools whose annotations are in it. */
  readonly annotated: ReadonlySet<ReferenceFormat>;
  /** Tools whose references are in it, also those that are filled in before anybody can check them. */
  readonly used: ReadonlySet<ReferenceFormat>;
}

/** Beginnings of the annotations of tools, without the slash, which JSON may escape. */
const annotations: readonly (readonly [string, ReferenceFormat])[] = [
  ['avp.kubernetes.io', 'argocd-vault-plugin'],
  ['vault.security.banzaicloud.io', 'bank-vaults'],
];

/** What nothing but a reference of a tool has in it. */
const beginnings: readonly (readonly [string, ReferenceFormat])[] = [
  ['<path:', 'argocd-vault-plugin'],
  ['${vault:', 'bank-vaults'],
  ['${bao:', 'bank-vaults'],
  ['>>vault:', 'bank-vaults'],
  ['>>bao:', 'bank-vaults'],
  ['ref+vault://', 'vals'],
  ['ref+openbao://', 'vals'],
];

/** Looks at scalars only where the text has one of the words. Linear. */
export function fileMarks(config: ConfigDocument): FileMarks {
  const { text } = config;
  const hasSensu = text.includes('VaultProvider');
  const possible = annotations.filter(([name]) => text.includes(name));
  // The slashes of a URL may be escaped in JSON, so only the word before is looked for.
  const hasReference = /path:|vault:|bao:/.test(text);
  const marks = { isSensu: false, annotated: new Set<ReferenceFormat>(), used: new Set<ReferenceFormat>() };
  if (!hasSensu && possible.length === 0 && !hasReference) return marks;
  for (const { scalar } of locatedScalars(config)) {
    const { key, value } = scalar;
    marks.isSensu ||= hasSensu && key === 'type' && value === 'VaultProvider';
    for (const [name, format] of possible) {
      if (typeof key === 'string' && key.startsWith(`${name}/`)) marks.annotated.add(format);
    }
    if (!hasReference) continue;
    for (const [mark, format] of beginnings) if (value.includes(mark)) marks.used.add(format);
  }
  return marks;
}
