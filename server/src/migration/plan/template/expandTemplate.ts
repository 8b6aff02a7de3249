import type { SecretTarget } from '../../../languageService/migration/moveResult.ts';
import { isSpellable, parseTarget } from '../../../languageService/migration/parseTarget.ts';
import { formatReference } from '../../../languageService/references/format.ts';
import { type KnownMount, longestMount } from '../../../languageService/references/mounts.ts';
import { isDotSegment } from '../../../languageService/references/names.ts';
import { chooseMount, readableMounts, type TargetMounts } from './chooseMount.ts';
import { isLiteral, literalText, type TargetTemplate, type TemplateSegment } from './targetTemplate.ts';
import { type TargetPlace, type TemplateValues, valuesAt } from './variables.ts';

export type ExpandedTemplate =
  /** `mountIsKnown`: whether the connection has the mount; else a person must look at it. */
  | { readonly ok: true; readonly target: SecretTarget; readonly mountIsKnown: boolean }
  /** `problem`: the beginning of a sentence. */
  | { readonly ok: false; readonly problem: string };

/**
 * What a template gives for places: a target each. Names of a place cannot add a segment (but the file path's own), leave
 * the mount or make another of it. A variable without a value leaves nothing behind; a path or key without a name gets one.
 */
export function templateExpander(
  template: TargetTemplate,
  mounts: TargetMounts,
): (place: TargetPlace) => ExpandedTemplate {
  const known = readableMounts(mounts);
  const { mount, isKnown, path } = chooseMount(template, mounts);
  const [first, second] = path;
  if (second && first && isLiteral(first) && literalText(first) === 'data') {
    const problem = 'The template has `data/` in its path, which the KV v2 API adds by itself';
    return () => ({ ok: false, problem });
  }
  return (place) => {
    const values = valuesAt(place);
    const names = path.flatMap((segment) => expand(segment, values));
    const target = {
      mount,
      path: withinMount(mount, names.length === 0 ? ['config'] : names, known).join('/'),
      key: expand(template.key, values).join('-') || 'value',
    };
    if (readsBack(target, known)) return { ok: true, target, mountIsKnown: isKnown };
    return { ok: false, problem: 'The template gives a target that no reference can name' };
  };
}

/** The names that a segment stands for: what stands before or behind a variable is part of its first or last one. */
function expand(segment: TemplateSegment, values: TemplateValues): readonly string[] {
  const names = [''];
  for (const part of segment) {
    const [first, ...more] = 'text' in part ? [part.text] : values[part.variable];
    if (first !== undefined) names.push(`${names.pop() ?? ''}${first}`, ...more);
  }
  return names.filter((name) => name !== '' && !isDotSegment(name));
}

/**
 * A path that begins with `data/` looks like the one of the KV v2 API and is reported as that mistake; one that makes
 * a longer mount of its own is read as of that one.
 */
function withinMount(
  mount: string,
  names: readonly string[],
  known: readonly KnownMount[],
): readonly string[] {
  const [first = '', ...rest] = names;
  const read = longestMount([...mount.split('/'), ...names].slice(0, -1), known);
  const isTaken = first === 'data' || first === 'metadata' || (read?.path.length ?? 0) > mount.length;
  return isTaken ? [`${first}-files`, ...rest] : names;
}

function readsBack(target: SecretTarget, known: readonly KnownMount[]): boolean {
  const read = parseTarget(formatReference(target), [...known.map(({ path }) => path), target.mount]);
  return (
    isSpellable(target) &&
    read.ok &&
    read.target.mount === target.mount &&
    read.target.path === target.path &&
    read.target.key === target.key
  );
}
