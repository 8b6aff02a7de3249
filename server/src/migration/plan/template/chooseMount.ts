import { type KnownMount, knownMounts, longestMount } from '../../../languageService/references/mounts.ts';
import type { KvMount } from '../../../languageService/secretStore.ts';
import { isLiteral, literalText, type TargetTemplate, type TemplateSegment } from './targetTemplate.ts';

/** The mounts that there are. */
export interface TargetMounts {
  /** KV mounts of the connection. */
  readonly mounts: readonly KvMount[];
  /** The setting `vaultRefs.mounts`. */
  readonly configuredMounts: readonly string[];
}

export interface ChosenMount {
  readonly mount: string;
  /** Whether the connection has it. */
  readonly isKnown: boolean;
  /** The segments of the template behind the mount. */
  readonly path: readonly TemplateSegment[];
}

/** All mounts that a reader of references knows, without slashes at the ends. */
export function readableMounts({ mounts, configuredMounts }: TargetMounts): readonly KnownMount[] {
  return knownMounts([...configuredMounts, ...mounts.map(({ path }) => path)]);
}

/**
 * The mount of a template. `${mount}` is the first configured one that exists; where none does, the connection's first,
 * else the first configured, and a person must look at it. A literal one is the longest known one that the template
 * begins with, else its first name.
 */
export function chooseMount(template: TargetTemplate, all: TargetMounts): ChosenMount {
  const existing = new Set(all.mounts.map(({ path }) => path));
  if (!template.hasMountVariable) return literalMount(template, all, existing);
  const configured = all.configuredMounts.flatMap((mount) => knownMounts([mount])).map(({ path }) => path);
  const known = configured.find((mount) => existing.has(mount));
  const mount = known ?? all.mounts[0]?.path ?? configured[0] ?? 'secret';
  return { mount, isKnown: known !== undefined, path: template.segments };
}

function literalMount(
  { segments }: TargetTemplate,
  all: TargetMounts,
  existing: ReadonlySet<string>,
): ChosenMount {
  const end = segments.findIndex((segment) => !isLiteral(segment));
  const literal = segments.slice(0, end === -1 ? segments.length - 1 : end).map(literalText);
  const mount = longestMount(literal, readableMounts(all))?.path ?? literal[0] ?? '';
  return { mount, isKnown: existing.has(mount), path: segments.slice(mount.split('/').length) };
}
