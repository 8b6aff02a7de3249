import type {
  KvMount,
  KvVersion,
  ListStatus,
  PathStatus,
  SecretPath,
} from '../languageService/secretStore.ts';
import { MountMap } from './mountMap.ts';
import type { MountAnswer } from './mounts.ts';
import { asNotChecked, lookUpMount, requireKv, visibleMounts } from './mounts.ts';
import { PathLookUp } from './pathLookUp.ts';
import type { RecentCalls } from './recentCalls.ts';
import type { Redirects } from './redirects.ts';
import { SingleFlight } from './singleFlight.ts';
import type { HttpSender } from './transport.ts';
import { Patching } from './values/patching.ts';
import type { VaultApi } from './vaultApi.ts';

const mountTtlMs = 60_000;

interface CachedMount {
  readonly answer: MountAnswer;
  readonly at: number;
}

export interface SessionParts {
  readonly origin: string;
  readonly namespace: string;
  readonly api: VaultApi;
  readonly transport: HttpSender;
  readonly redirects: Redirects;
  readonly recent: Pick<RecentCalls, 'calls'>;
  /** Origin of the proxy that is used. */
  readonly proxy: string | undefined;
  readonly now: () => number;
  /** What the person knows of mounts. */
  readonly mountMap?: MountMap;
}

/** Look-ups under one token, bound to one origin and namespace. It keeps mounts for a minute and no values. */
export class VaultSession {
  readonly origin: string;
  readonly namespace: string;
  readonly api: VaultApi;
  readonly redirects: Redirects;
  readonly recent: Pick<RecentCalls, 'calls'>;
  readonly proxy: string | undefined;
  readonly patching = new Patching();
  readonly #transport: HttpSender;
  readonly #now: () => number;
  readonly #mountMap: MountMap;
  readonly #paths: PathLookUp;
  readonly #mounts = new Map<string, CachedMount>();
  readonly #flights = new SingleFlight<MountAnswer>();

  constructor(parts: SessionParts) {
    const { api, transport, now, mountMap = new MountMap({}) } = parts;
    this.origin = parts.origin;
    this.namespace = parts.namespace;
    this.redirects = parts.redirects;
    this.recent = parts.recent;
    this.proxy = parts.proxy;
    this.api = api;
    this.#transport = transport;
    this.#now = now;
    this.#mountMap = mountMap;
    this.#paths = new PathLookUp(api, now);
  }

  /** Failures are answers. @throws only the signal's reason. */
  async describe(path: SecretPath, signal: AbortSignal): Promise<PathStatus> {
    try {
      const mount = await this.mount(path.mount, signal);
      if (mount.kind !== 'kv') return mount;
      return await this.#paths.describe(mount.kvVersion, path, signal);
    } catch (error) {
      return asNotChecked(error);
    }
  }

  /** Failures are answers. @throws only the signal's reason. */
  async list(mount: string, folder: string, signal: AbortSignal): Promise<ListStatus> {
    try {
      const answer = await this.mount(mount, signal);
      if (answer.kind !== 'kv') return answer;
      return await this.#paths.list(answer.kvVersion, mount, folder, signal);
    } catch (error) {
      return asNotChecked(error);
    }
  }

  /** KV mounts that the token may see, and those that the person knows. @throws StoreError or the signal's reason. */
  async visibleMounts(signal: AbortSignal): Promise<readonly KvMount[]> {
    return this.#mountMap.add(await visibleMounts(this.api, signal));
  }

  /** What a mount is, asked once a minute, or known by the person. @throws StoreError or the signal's reason. */
  async mount(mount: string, signal: AbortSignal): Promise<MountAnswer> {
    return this.#mountMap.complete(mount, this.#known(mount) ?? (await this.#ask(mount, signal)));
  }

  /**
   * The KV version of a mount that must be one, asked once a minute; that it is none is asked every time, as somebody
   * may be mending it. What the person knows does not count: a secret is read and written as the server says.
   * @throws StoreError saying why it is none, or the signal's reason.
   */
  async kvVersion(mount: string, signal: AbortSignal): Promise<KvVersion> {
    signal.throwIfAborted();
    const known = this.#known(mount);
    return requireKv(known?.kind === 'kv' ? known : await this.#ask(mount, signal));
  }

  #known(mount: string): MountAnswer | undefined {
    const known = this.#mounts.get(mount);
    return known && this.#now() - known.at < mountTtlMs ? known.answer : undefined;
  }

  async #ask(mount: string, signal: AbortSignal): Promise<MountAnswer> {
    const answer = await this.#flights.join(mount, signal, (own) => lookUpMount(this.api, mount, own));
    this.#mounts.set(mount, { answer, at: this.#now() });
    return answer;
  }

  /** Forgets what was learnt of paths, as one was changed. */
  clearPaths(): void {
    this.#paths.clear();
  }

  /** Forgets what was learnt, so that the next look-ups ask again. */
  clear(): void {
    this.#mounts.clear();
    this.patching.clear();
    this.#paths.clear();
  }

  close(): void {
    this.#transport.close();
  }
}
