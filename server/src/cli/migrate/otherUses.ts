import { parseConfig } from '../../languageService/parse/index.ts';
import { extractReferences } from '../../languageService/references/extract.ts';
import type { NamedMount } from '../../languageService/references/mounts.ts';
import type { SecretTarget } from '../../languageService/migration/moveResult.ts';
import { targetId } from '../../migration/plan/assignTargets.ts';
import { readText } from '../../scan/files/readText.ts';
import { walkConfigFiles } from '../../scan/files/walk.ts';

/** A place that refers to a secret. */
export interface OtherUse {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly target: SecretTarget;
}

/**
 * The references to some secrets in the YAML and JSON files below folders, whether git ignores the files or not. What
 * cannot be read is left out.
 */
export function otherUses(
  folders: readonly string[],
  targets: readonly SecretTarget[],
  mounts: readonly NamedMount[],
): readonly OtherUse[] {
  const wanted = new Map(targets.map((target) => [targetId(target), target]));
  const named = [...mounts, ...targets.map(({ mount }) => mount)];
  const uses: OtherUse[] = [];
  for (const step of walkConfigFiles(folders, '/', { readsIgnored: true })) {
    if ('skipped' in step) continue;
    const read = readText(step.file.absolute);
    if ('skipped' in read) continue;
    const { text } = read;
    const document = parseConfig(text, step.file.languageId);
    for (const { block, scalar, extracted } of extractReferences(document, named)) {
      if (extracted.kind !== 'found') continue;
      const { mount, path, key = '' } = extracted.reference;
      const target = wanted.get(targetId({ mount, path, key }));
      if (!target) continue;
      uses.push({ file: step.file.absolute, line: lineOf(text, block.start + scalar.start), target });
    }
  }
  return uses;
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
