import type {
  ConnectionState,
  KvMount,
  ListStatus,
  NotChecked,
  PathStatus,
  SecretPath,
  SecretStore,
  Subscription,
} from '../languageService/secretStore.ts';
import { StoreError } from '../languageService/storeError.ts';
import { processTimer } from '../processTimer.ts';
import type { Timer } from '../runtime.ts';
import { AnswerCache, pathName } from './answerCache.ts';
import { asNotChecked } from './mounts.ts';
import type { Outage } from './recovery.ts';
import { Recovery } from './recovery.ts';
import { SingleFlight } from './singleFlight.ts';
import { uiLink } from './uiLink.ts';
import type { VaultSession } from './vaultSession.ts';

/** Queueing included. */
const patienceMs = 60_000;
/** However many paths are denied, whether the token lives is asked at most this often. */
const livenessIntervalMs = 5_000;

type Health = 'ok' | 'sealed' | 'unreachable' | 'token-invalid';

const signedOut: NotChecked = { kind: 'not-signed-in', detail: 'Sign in to Vault to check references.' };

/** The store that features see: answers of the current session, names kept for a minute, values never seen. */
export class CachingStore implements SecretStore {
  readonly #now: () => number;
  readonly #answers: AnswerCache;
  readonly #flights = new SingleFlight<PathStatus>();
  readonly #listeners = new Set<() => void>();
  #session: VaultSession | undefined;
  #mounts: readonly KvMount[];
  #health: Health = 'ok';
  /** While there is one everything answers so, instead of knocking again and again. */
  #outage: NotChecked | undefined;
  readonly #recovery: Recovery;
  /** Counts sessions: a look-up under one token must never be joined under another. */
  #generation = 0;
  #livenessAsked = Number.NEGATIVE_INFINITY;

  constructor(now: () => number, rememberedMounts: readonly KvMount[], timer: Timer = processTimer) {
    this.#now = now;
    this.#answers = new AnswerCache(now);
    this.#recovery = new Recovery({
      timer,
      probe: () => this.#probe(),
      onRecovered: () => this.#recovered(),
    });
    this.#mounts = rememberedMounts;
  }

  get session(): VaultSession | undefined {
    return this.#session;
  }

  get connection(): ConnectionState {
    if (!this.#session) return { kind: 'signed-out' };
    const { origin, namespace } = this.#session;
    return { kind: 'signed-in', origin, namespace, health: this.#health };
  }

  get knownMounts(): readonly KvMount[] {
    return this.#mounts;
  }

  /** Replaces the session; undefined signs out. Known mounts stay after a sign-out. */
  use(session: VaultSession | undefined, mounts?: readonly KvMount[]): void {
    this.#session?.close();
    this.#session = session;
    this.#generation++;
    this.#livenessAsked = Number.NEGATIVE_INFINITY;
    this.#mounts = mounts ?? this.#mounts;
    this.#answers.clear();
    this.#endOutage();
    this.#health = 'ok';
    this.#changed();
  }

  peek(path: SecretPath): PathStatus | undefined {
    return this.#answers.get(path);
  }

  isStale(path: SecretPath): boolean {
    return this.#answers.fresh(path) === undefined;
  }

  async describe(path: SecretPath, signal: AbortSignal): Promise<PathStatus> {
    signal.throwIfAborted();
    const session = this.#session;
    if (!session) return signedOut;
    const cached = this.#answers.fresh(path);
    if (cached) return cached;
    if (this.#outage) return this.#answers.keep(path, this.#outage);
    const key = `${this.#generation}\n${pathName(path)}`;
    const status = await this.#flights.join(key, signal, (own) => session.describe(path, own));
    signal.throwIfAborted();
    if (session !== this.#session) return signedOut;
    this.#observe(status);
    return this.#answers.keep(path, status);
  }

  async listMounts(signal: AbortSignal): Promise<readonly KvMount[] | NotChecked> {
    const session = this.#session;
    if (!session) return signedOut;
    try {
      const mounts = await session.visibleMounts(signal);
      if (session === this.#session) this.#learnMounts(mounts);
      return mounts;
    } catch (error) {
      const answer = asNotChecked(error);
      // This call is answered to every live token, so its denial means that the token is dead.
      const isDead = error instanceof StoreError && error.kind === 'denied';
      // It was another session's.
      if (session !== this.#session) return answer;
      this.#noteOutage(answer);
      this.#setHealth(isDead ? 'token-invalid' : healthOf(answer));
      return answer;
    }
  }

  async list(mount: string, folder: string, signal: AbortSignal): Promise<ListStatus> {
    const session = this.#session;
    if (!session) return signedOut;
    if (this.#outage) return this.#outage;
    const answer = await session.list(mount, folder, signal);
    const isFailure = answer.kind !== 'listed' && answer.kind !== 'no-such-mount';
    if (isFailure && session === this.#session) this.#observe(answer);
    return answer;
  }

  expire(): void {
    this.#endOutage();
    this.#session?.clear();
    this.#answers.expire();
  }

  /** A path was written: it and what its folder says are asked again. */
  forget(path: SecretPath): void {
    this.#session?.clearPaths();
    this.#answers.expireFolder(path);
    this.#changed();
  }

  onDidChange(listener: () => void): Subscription {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }

  uiLink(path: SecretPath): string | undefined {
    return this.#session && uiLink(this.#session, path);
  }

  async #probe(): Promise<Outage | undefined> {
    try {
      return outageOf(await this.listMounts(AbortSignal.timeout(patienceMs)));
    } catch {
      // It got no turn in all the time, which says nothing new.
      return this.#outage?.kind === 'sealed' ? 'sealed' : 'unreachable';
    }
  }

  #endOutage(): void {
    this.#outage = undefined;
    this.#recovery.stop();
  }

  #recovered(): void {
    this.expire();
    this.#changed();
  }

  /** Learns from every answer how the connection is; a denial may mean that the token has died. */
  #observe(status: PathStatus): void {
    this.#noteOutage(status);
    if (status.kind === 'denied') {
      if (this.#health === 'ok') this.#askLiveness();
      return;
    }
    this.#setHealth(healthOf(status));
  }

  #noteOutage(status: PathStatus): void {
    if (status.kind !== 'sealed' && status.kind !== 'unreachable') return;
    this.#outage = { kind: status.kind, detail: status.detail };
    this.#recovery.start(status.kind);
  }

  #askLiveness(): void {
    if (this.#now() - this.#livenessAsked < livenessIntervalMs) return;
    this.checkToken();
  }

  /** Asks the server whether the token lives; the connection's health tells what it says. */
  checkToken(): void {
    this.#livenessAsked = this.#now();
    void this.listMounts(AbortSignal.timeout(patienceMs)).catch(() => undefined);
  }

  #learnMounts(mounts: readonly KvMount[]): void {
    const isSame = JSON.stringify(mounts) === JSON.stringify(this.#mounts);
    this.#mounts = mounts;
    this.#setHealth('ok');
    if (!isSame) this.#changed();
  }

  #setHealth(health: Health): void {
    if (health === this.#health) return;
    this.#health = health;
    this.#changed();
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** What is wrong with the server; undefined for every answer that shows that it works. */
function outageOf(answer: readonly KvMount[] | NotChecked): Outage | undefined {
  if (!('kind' in answer)) return undefined;
  return answer.kind === 'sealed' || answer.kind === 'unreachable' ? answer.kind : undefined;
}

function healthOf({ kind }: { readonly kind: PathStatus['kind'] }): Health {
  if (kind === 'sealed' || kind === 'unreachable') return kind;
  return 'ok';
}
