import type { ConfigDocument } from '../../configDocument.ts';
import type { PlacedReference } from '../extract.ts';
import type { DialectId } from '../reference.ts';
import { fileMarks } from './fileMarks.ts';
import { referenceFormats, type ReferenceFormat } from './referenceFormat.ts';

/** An entry of the setting `vaultRefs.referenceFormat`. */
export interface FormatForFiles {
  readonly files: { test(path: string): boolean };
  readonly format: ReferenceFormat;
}

/** What the format that a file wants is told from. */
export interface FormatSource {
  /** Slash path from the workspace folder, or as the command line was given it. */
  readonly path: string;
  readonly config: ConfigDocument;
  /** Those that are in the file already. */
  readonly references: readonly PlacedReference[];
  /** The setting; of several entries that fit the last one counts. */
  readonly byGlob: readonly FormatForFiles[];
}

/**
 * The format that references are written in: what the setting says; else the own form where Sensu's Vault is declared;
 * else that of the one other tool whose references, or else whose annotations, are in the file; else the own form.
 */
export function chooseFormat({ path, config, references, byGlob }: FormatSource): ReferenceFormat {
  const set = byGlob.findLast(({ files }) => files.test(path));
  if (set) return set.format;
  const { isSensu, annotated, used } = fileMarks(config);
  if (isSensu) return 'own';
  const read = references.map(({ extracted }) => extracted.dialect).filter(isForeign);
  return only(new Set([...used, ...read])) ?? only(annotated) ?? 'own';
}

/** Tools mixed in one file leave it open who reads a value. */
function only(formats: ReadonlySet<ReferenceFormat>): ReferenceFormat | undefined {
  const [format, ...others] = formats;
  return others.length === 0 ? format : undefined;
}

function isForeign(dialect: DialectId): dialect is DialectId & ReferenceFormat {
  return dialect !== 'own' && referenceFormats.some((format) => format === dialect);
}

/** Whether a file's references name OpenBao and never Vault, in a format that has a spelling for each. */
export function isForOpenBao({ text }: Pick<ConfigDocument, 'text'>, format: ReferenceFormat): boolean {
  switch (format) {
    case 'own':
    case 'argocd-vault-plugin':
      return false;
    case 'vals':
      return text.includes('ref+openbao:') && !text.includes('ref+vault:');
    case 'bank-vaults':
      return /(?<![\w+])bao:(?!\/\/)/.test(text) && !/(?<![\w+])vault:(?!\/\/)/.test(text);
  }
}
