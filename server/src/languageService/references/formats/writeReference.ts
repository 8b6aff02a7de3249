import type { ReferenceTarget } from '../format.ts';
import { writeArgoCdVaultPlugin } from './argoCdVaultPlugin.ts';
import { writeBankVaults } from './bankVaults.ts';
import { writeOwn } from './own.ts';
import { isTarget, refused, type ReferencePlace, type ReferenceWriter, type Writing } from './place.ts';
import type { ReferenceFormat } from './referenceFormat.ts';
import { writeVals } from './vals.ts';

const writers: Readonly<Record<ReferenceFormat, ReferenceWriter>> = {
  own: writeOwn,
  vals: writeVals,
  'bank-vaults': writeBankVaults,
  'argocd-vault-plugin': writeArgoCdVaultPlugin,
};

/**
 * What a program that reads the file should see in the place of a secret, before quotes and escapes of YAML or JSON;
 * undefined where the dialect cannot express it. Read with the mount known, it names the same mount, path and key.
 */
export function writeReference(
  format: ReferenceFormat,
  target: ReferenceTarget,
  place: ReferencePlace,
): string | undefined {
  const writing = write(format, target, place);
  return writing.ok ? writing.text : undefined;
}

/** Why {@link writeReference} answers undefined, as the beginning of a sentence; undefined when it does not. */
export function whyNotWritten(
  format: ReferenceFormat,
  target: ReferenceTarget,
  place: ReferencePlace,
): string | undefined {
  const writing = write(format, target, place);
  return writing.ok ? undefined : writing.reason;
}

function write(format: ReferenceFormat, target: ReferenceTarget, place: ReferencePlace): Writing {
  if (!isTarget(target)) return refused('The target has a name that no reference can hold');
  return writers[format](target, place);
}
