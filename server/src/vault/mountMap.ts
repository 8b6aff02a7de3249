import type { KvMount } from '../languageService/secretStore.ts';
import { trimOf } from '../languageService/trim.ts';
import type { ConnectionOptions } from '../protocol.ts';
import type { MountAnswer } from './mounts.ts';
import { oldServer } from './mounts.ts';

/** KV versions of mounts as the person knows them, for those that the server does not tell. */
export class MountMap {
  readonly #versions: ReadonlyMap<string, 1 | 2>;

  constructor({ mounts = {} }: Pick<ConnectionOptions, 'mounts'>) {
    const known = Object.entries(mounts).filter(
      ([, version]: [string, unknown]) => version === 1 || version === 2,
    );
    this.#versions = new Map(known.map(([path, version]) => [trimOf(path, '/'), version]));
  }

  /** The server's answer, or what the person knows where the token may not ask or the server is too old. */
  complete(mount: string, answer: MountAnswer): MountAnswer {
    const kvVersion = this.#versions.get(mount);
    const isUntold = answer.kind === 'denied' || answer === oldServer;
    return kvVersion !== undefined && isUntold ? { kind: 'kv', kvVersion } : answer;
  }

  /** The mounts that the server lists, and those that the person knows besides. */
  add(listed: readonly KvMount[]): readonly KvMount[] {
    const known = new Set(listed.map(({ path }) => path));
    const more = [...this.#versions].filter(([path]) => !known.has(path));
    return [...listed, ...more.map(([path, kvVersion]) => ({ path, kvVersion }))];
  }
}
