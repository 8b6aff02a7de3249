import { randomBytes, randomUUID } from 'node:crypto';
import type { Backend, JsonObject } from './backend.ts';
import { badRequest } from './reply.ts';

export interface Mount {
  /** Ends with `/`. */
  readonly path: string;
  readonly type: string;
  readonly description: string;
  readonly options: Readonly<Record<string, string>> | null;
  readonly accessor: string;
  readonly uuid: string;
  readonly backend: Backend;
}

export type NewMount = Pick<Mount, 'path' | 'type' | 'description' | 'options' | 'backend'>;

/** The mount table; `auth/` mounts are in it under their full path. */
export class Mounts {
  readonly #mounts = new Map<string, Mount>();

  /** @throws Refusal when the path is taken, or lies above or below one that is. */
  add(mount: NewMount): void {
    for (const other of this.#mounts.keys()) {
      if (mount.path.startsWith(other) || other.startsWith(mount.path)) {
        badRequest(`path is already in use at ${other}`);
      }
    }
    const accessor = `${mount.type}_${randomBytes(4).toString('hex')}`;
    this.#mounts.set(mount.path, { ...mount, accessor, uuid: randomUUID() });
  }

  remove(path: string): void {
    this.#mounts.delete(path);
  }

  get(path: string): Mount | undefined {
    return this.#mounts.get(path);
  }

  /** The mount that serves a full path; the mount's own path without its slash counts. */
  serving(path: string): Mount | undefined {
    return [...this.#mounts.values()].find((mount) => `${path}/`.startsWith(mount.path));
  }

  all(): readonly Mount[] {
    return [...this.#mounts.values()];
  }
}

/** A mount as every answer describes it. */
export function mountFacts(mount: Mount): JsonObject {
  const { accessor, description, options, type, uuid } = mount;
  const config = { default_lease_ttl: 0, force_no_cache: false, max_lease_ttl: 0 };
  const plugin = { plugin_version: '', running_plugin_version: 'v0.0.0+builtin', running_sha256: '' };
  const flags = { external_entropy_access: false, local: type === 'cubbyhole', seal_wrap: type === 'system' };
  return { accessor, config, description, options, type, uuid, ...plugin, ...flags };
}
