import { type ConfigDocument, locatedScalars } from '../../languageService/configDocument.ts';
import type { SecretTarget } from '../../languageService/migration/moveResult.ts';
import { extractReferences } from '../../languageService/references/extract.ts';
import type { NamedMount } from '../../languageService/references/mounts.ts';
import { keyId, pathId } from '../journal/runState.ts';

/** A place in a file that refers to a secret. */
export interface SecretUse {
  /** 1-based. */
  readonly line: number;
  readonly target: SecretTarget;
}

/**
 * Finds what refers to some secrets. A value that names a whole path, as tools have it that take all keys of one, counts
 * for each of its keys.
 */
export class UseSearch {
  readonly #targets: readonly SecretTarget[];
  /** The last parts of their paths. */
  readonly #names: readonly string[];
  readonly #byKey: ReadonlyMap<string, SecretTarget>;
  readonly #byPath = new Map<string, SecretTarget[]>();
  /** By what may stand for a path: with and without the `data/` of the API. */
  readonly #byText = new Map<string, SecretTarget[]>();

  constructor(targets: readonly SecretTarget[]) {
    this.#targets = targets;
    this.#names = [...new Set(targets.map(({ path }) => path.slice(path.lastIndexOf('/') + 1)))];
    this.#byKey = new Map(targets.map((target) => [keyId(target, target.key), target]));
    for (const target of targets) {
      add(this.#byPath, pathId(target), target);
      add(this.#byText, `${target.mount}/${target.path}`, target);
      add(this.#byText, `${target.mount}/data/${target.path}`, target);
    }
  }

  /** Whether a text may have a use in it. Sure when false, and far cheaper than to read it. */
  mayBeIn(text: string): boolean {
    // An escape may spell any character.
    return text.includes('\\') || this.#names.some((name) => text.includes(name));
  }

  /** In a file of which `mounts` are known; those of the secrets are, too. */
  *in(document: ConfigDocument, mounts: readonly NamedMount[]): Iterable<SecretUse> {
    const lineAt = lineCounter(document.text);
    const known = [...mounts, ...this.#targets.map(({ mount }) => mount)];
    for (const { block, scalar, extracted } of extractReferences(document, known)) {
      if (extracted.kind !== 'found' || extracted.server) continue;
      const { reference } = extracted;
      for (const target of this.#targetsOf(reference))
        yield { line: lineAt(block.start + scalar.start), target };
    }
    for (const { scalar, start } of locatedScalars(document)) {
      const name = scalar.value.replace(/^[a-z+]+:(?:\/\/)?/, '').replace(/\?.*$/s, '');
      for (const target of this.#byText.get(name) ?? []) yield { line: lineAt(start), target };
    }
  }

  #targetsOf(
    reference: Pick<SecretTarget, 'mount' | 'path'> & { readonly key?: string },
  ): readonly SecretTarget[] {
    if (reference.key === undefined) return this.#byPath.get(pathId(reference)) ?? [];
    const target = this.#byKey.get(keyId(reference, reference.key));
    return target ? [target] : [];
  }
}

function add(to: Map<string, SecretTarget[]>, name: string, target: SecretTarget): void {
  const known = to.get(name);
  if (known) known.push(target);
  else to.set(name, [target]);
}

/** 1-based lines of offsets, in linear time for those that ascend. */
function lineCounter(text: string): (offset: number) => number {
  let [line, at] = [1, 0];
  return (offset) => {
    if (offset < at) [line, at] = [1, 0];
    for (let next = text.indexOf('\n', at); next !== -1 && next < offset; next = text.indexOf('\n', at)) {
      line += 1;
      at = next + 1;
    }
    return line;
  };
}
