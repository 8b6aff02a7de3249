import type { PathSegment } from '../configDocument.ts';
import { formatReference } from '../references/format.ts';
import { knownMounts } from '../references/mounts.ts';
import type { KvMount } from '../secretStore.ts';
import { cleanName } from './cleanName.ts';
import type { SecretTarget } from './moveResult.ts';

/** Where a plaintext secret is, and which mounts there are. */
export interface TargetSource {
  /** Undefined for a file outside every workspace folder. */
  readonly workspaceFolderName: string | undefined;
  /** Path of the file from the workspace folder; either slash separates. */
  readonly relativePath: string;
  readonly keyPath: readonly PathSegment[];
  /** KV mounts of the connection. */
  readonly mounts: readonly KvMount[];
  /** The setting `vaultRefs.mounts`. */
  readonly configuredMounts: readonly string[];
}

export interface TargetProposal {
  readonly target: SecretTarget;
  /** The target as a person edits it. */
  readonly text: string;
  /** False when no configured mount is a KV mount: then the person must choose one. */
  readonly mountIsKnown: boolean;
}

/**
 * The place a secret is offered to be moved to: the first KV mount of the setting; workspace folder and file without
 * extension as the path; the key path joined by `_` as the key. All names keep to the strict grammar.
 */
export function proposeTarget(source: TargetSource): TargetProposal {
  const configured = source.configuredMounts.flatMap((mount) => knownMounts([mount])).map(({ path }) => path);
  const existing = new Set(source.mounts.map(({ path }) => path));
  const known = configured.find((mount) => existing.has(mount));
  const mount = known ?? source.mounts[0]?.path ?? configured[0] ?? 'secret';
  const target = { mount, path: proposePath(source), key: proposeKey(source.keyPath) };
  return { target, text: formatReference(target), mountIsKnown: known !== undefined };
}

function proposePath({ workspaceFolderName, relativePath }: TargetSource): string {
  const file = relativePath.replace(/(?<=[^/\\])\.[^./\\]*$/, '');
  const names = [workspaceFolderName ?? '', ...file.split(/[/\\]/)]
    .map(cleanName)
    .filter((name) => name !== '');
  const [first = 'config', ...rest] = names;
  return [withoutApiName(first), ...rest].join('/');
}

/** A path that begins with `data/` looks like the one of the KV v2 API, and is reported as that mistake. */
function withoutApiName(name: string): string {
  return name === 'data' || name === 'metadata' ? `${name}-files` : name;
}

function proposeKey(keyPath: readonly PathSegment[]): string {
  return cleanName(keyPath.join('_')) || 'value';
}
