import { type ConfigDocument, locatedScalars } from '../../languageService/configDocument.ts';
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

/** Most places that are listed: one is enough for an answer. */
const MAX_USES = 200;

/** What refers to some secrets, and the files of which nobody can tell. */
export interface OtherUses {
  readonly uses: readonly OtherUse[];
  /** As they are called. */
  readonly unread: readonly string[];
}

/**
 * The references to some secrets in the YAML and JSON files below folders, whether git ignores the files or not. A value
 * that names a whole path, as tools have it that take all keys of one, counts for each of its keys.
 */
export function otherUses(
  folders: readonly string[],
  targets: readonly SecretTarget[],
  mounts: readonly NamedMount[],
): OtherUses {
  const search = new UseSearch(targets, mounts);
  const uses: OtherUse[] = [];
  const unread: string[] = [];
  for (const step of walkConfigFiles(folders, '/', { readsIgnored: true })) {
    if (uses.length >= MAX_USES) break;
    if ('skipped' in step) {
      unread.push(step.skipped.shown);
      continue;
    }
    const { absolute, languageId } = step.file;
    const read = readText(absolute);
    const document = 'text' in read ? parseConfig(read.text, languageId) : undefined;
    if (!document || document.refusal) {
      unread.push(absolute);
      continue;
    }
    for (const use of search.in(document)) {
      uses.push({ file: absolute, ...use });
      if (uses.length >= MAX_USES) break;
    }
  }
  return { uses, unread };
}

class UseSearch {
  readonly #mounts: readonly NamedMount[];
  readonly #byKey: ReadonlyMap<string, SecretTarget>;
  /** By path, with and without the `data/` of the API. */
  readonly #byPath = new Map<string, SecretTarget[]>();

  constructor(targets: readonly SecretTarget[], mounts: readonly NamedMount[]) {
    this.#mounts = [...mounts, ...targets.map(({ mount }) => mount)];
    this.#byKey = new Map(targets.map((target) => [targetId(target), target]));
    for (const target of targets) {
      for (const name of [`${target.mount}/${target.path}`, `${target.mount}/data/${target.path}`])
        this.#byPath.set(name, [...(this.#byPath.get(name) ?? []), target]);
    }
  }

  *in(document: ConfigDocument): Iterable<Omit<OtherUse, 'file'>> {
    const { text } = document;
    for (const { block, scalar, extracted } of extractReferences(document, this.#mounts)) {
      if (extracted.kind !== 'found') continue;
      const { mount, path, key = '' } = extracted.reference;
      const target = this.#byKey.get(targetId({ mount, path, key }));
      if (target) yield { line: lineOf(text, block.start + scalar.start), target };
    }
    for (const { scalar, start } of locatedScalars(document)) {
      const name = scalar.value.replace(/^[a-z+]+:(?:\/\/)?/, '').replace(/\?.*$/s, '');
      for (const target of this.#byPath.get(name) ?? []) yield { line: lineOf(text, start), target };
    }
  }
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
