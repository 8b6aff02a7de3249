import type {
  ConnectionStatus,
  SignInParams,
  SignInResult,
  SignOutParams,
  SignOutResult,
  VaultPolicy,
} from '../../../server/src/protocol.ts';
import type { ServerApi } from '../serverApi.ts';
import { decideAutoSignIn } from './autoSignIn.ts';
import type { ConnectionMemory } from './connectionMemory.ts';
import type { ConnectionView } from './connectionView.ts';
import { failedView, isTransient, withStatus } from './connectionView.ts';
import type { Credentials } from './credentials.ts';
import type { Generations } from './generations.ts';
import { rememberSignIn } from './rememberSignIn.ts';
import type { ConnectionSettings } from './settings.ts';
import { settingsProblem } from './settings.ts';
import { ShownView } from './shownView.ts';
import { originOf, placeOf } from './signInPlace.ts';
import { TaskQueue } from '../taskQueue.ts';

export interface ConnectionParts {
  readonly api: ServerApi;
  readonly memory: ConnectionMemory;
  readonly credentials: Credentials;
  readonly generations: Pick<Generations, 'current' | 'advance'>;
  /** Reads the user's own settings as they are now. */
  readonly settings: () => ConnectionSettings;
  readonly isTrusted: () => boolean;
  /** Called with every new view. */
  readonly show: (view: ConnectionView) => void;
}

/** A sign-in's result, and whether later windows can use it (the secret storage may refuse the token). */
export type SignInOutcome = (SignInResult & { readonly ok: false }) | SignedIn;

export interface SignedIn {
  readonly ok: true;
  readonly status: ConnectionStatus;
  readonly remembered: boolean;
}

/** The one connection of this window: signs in by the user's word or, where that was given before, by itself. */
export class VaultConnection {
  readonly #parts: ConnectionParts;
  readonly #tlsConsents = new Set<string>();
  readonly #shown: ShownView;
  /** The settings that the last decision was based on. */
  #settings: ConnectionSettings | undefined;
  /** What the running server told last. */
  #status: ConnectionStatus = { kind: 'signed-out' };
  /** Of the place that this window is signed in at, when it signed in. */
  #generation = '';
  #isTlsSkipped = false;
  /** Sign-ins and sign-outs run one after the other, so that a late answer cannot undo a newer decision. */
  readonly #queue = new TaskQueue();

  constructor(parts: ConnectionParts) {
    this.#parts = parts;
    this.#shown = new ShownView((view) => parts.show(view));
  }

  get view(): ConnectionView {
    return this.#shown.current;
  }

  /** Whether this window is signed in at a server whose certificate it does not check. */
  get skipsTls(): boolean {
    return this.#isTlsSkipped && this.#status.kind !== 'signed-out';
  }

  /** Whether no sign-in or sign-out is going on, nor is one about to: whether the view holds for now. */
  get isSettled(): boolean {
    return this.#shown.current.kind !== 'starting' && !this.#queue.isBusy;
  }

  /** Resolves once the window is signed in or not: a window that was opened a moment ago may be about to. */
  async settled(): Promise<void> {
    while (!this.isSettled) {
      if (this.#queue.isBusy) await this.#queue.idle();
      else await this.#shown.next();
    }
  }

  /** Whether the user agreed in this window to skip the certificate check for this origin. */
  hasTlsConsent(origin: string): boolean {
    return this.#tlsConsents.has(origin);
  }

  consentToSkipTls(origin: string): void {
    this.#tlsConsents.add(origin);
  }

  /** A new server process holds no token yet. */
  serverStarted(): Promise<void> {
    this.#status = { kind: 'signed-out' };
    return this.resume();
  }

  /**
   * Signs in again where the user has agreed to that before, else says why not. To be called when trust was granted.
   * @throws when the server is not running.
   */
  resume(): Promise<void> {
    return this.#queue.run(async () => {
      const decision = decideAutoSignIn(await this.#facts());
      if (decision.kind === 'sign-in') {
        await this.#send(decision.params);
        return;
      }
      if (this.#status.kind !== 'signed-out') await this.#parts.api.signOut();
      this.#shown.set({ kind: 'waiting', reason: decision.reason });
    });
  }

  /** As {@link resume}, if the user's own settings differ: an event also comes when a workspace sets its own. */
  async settingsChanged(): Promise<void> {
    if (JSON.stringify(this.#settings) !== JSON.stringify(this.#parts.settings())) await this.resume();
  }

  /** Has the server take another policy of the editor, and connects or not as that allows. */
  async policyChanged(policy: VaultPolicy): Promise<void> {
    await this.#parts.api.restrict(policy);
    await this.resume();
  }

  /** Signs in as the user has just agreed to; a success is remembered. A failure leaves the memory as it was. */
  signIn(params: SignInParams): Promise<SignInOutcome> {
    return this.#queue.run(async () => {
      // Another one may be chosen while this goes on.
      const agreed = { name: this.#parts.memory.name, ...this.#parts.settings() };
      const result = await this.#send(params);
      if (!result.ok) return result;
      const { status, issuedToken } = result;
      return {
        ok: true,
        status,
        remembered: await rememberSignIn(
          this.#parts,
          { ...agreed, generation: this.#generation },
          params,
          issuedToken,
        ),
      };
    });
  }

  /**
   * Forgets the token, in the server and in the secret storage; the known mounts stay.
   * @throws what the secret storage throws when it keeps the token.
   */
  signOut(params: SignOutParams = {}): Promise<SignOutResult> {
    return this.#queue.run(async () => {
      const { memory, credentials, generations } = this.#parts;
      const place = memory.connection ?? placeOf(this.#status);
      // First, so that other windows end it even if this one is closed meanwhile.
      if (place) await generations.advance(place).catch(() => undefined);
      const result = await this.#signOutHere(params);
      if (place) await credentials.forget(place.origin, place.namespace);
      return result;
    });
  }

  /** Signs this window out when another one has signed out of the place that it is signed in at. */
  signedOutElsewhere(): Promise<void> {
    return this.#queue.run(async () => {
      const place = placeOf(this.#status);
      if (place && (await this.#parts.generations.current(place)) !== this.#generation)
        await this.#signOutHere({});
    });
  }

  /** Asks Vault again: revalidates answers, or repeats a sign-in that failed. */
  async refresh(): Promise<void> {
    if (this.#shown.current.kind === 'status') await this.#parts.api.refresh();
    else await this.resume();
  }

  /** As {@link refresh}, unasked: repeats a sign-in only where it failed for a reason that may have passed. */
  async refreshQuietly(): Promise<void> {
    // A change of a file may go unnoticed.
    await this.signedOutElsewhere();
    if (this.#shown.current.kind === 'status' || isTransient(this.#shown.current)) await this.refresh();
  }

  /** Takes in what the server tells of its state. */
  async serverTold(status: ConnectionStatus): Promise<void> {
    this.#status = status;
    this.#shown.set(withStatus(this.#shown.current, status));
    if (status.mounts) await this.#parts.memory.rememberMounts(status.mounts);
  }

  /** What is shown besides the view has changed. */
  showAgain(): void {
    this.#shown.set(this.#shown.current);
  }

  serverStopped(): void {
    this.#shown.set({ kind: 'server-stopped' });
  }

  async #signOutHere(params: SignOutParams): Promise<SignOutResult> {
    const { memory, api } = this.#parts;
    await memory.forget();
    // A server that is not running holds no token.
    const result = await api.signOut(params).catch(() => ({ revoked: false }));
    this.#status = { kind: 'signed-out' };
    this.#shown.set({ kind: 'waiting', reason: 'signed-out' });
    return result;
  }

  async #facts(): Promise<Parameters<typeof decideAutoSignIn>[0]> {
    const { api, memory, credentials, generations, settings, isTrusted } = this.#parts;
    const { connection } = memory;
    this.#settings = settings();
    const trusted = isTrusted();
    const isNeeded = trusted && connection !== undefined;
    return {
      trusted,
      connection,
      originConfirmed: connection !== undefined && memory.isConfirmed(connection.origin),
      generation: connection ? await generations.current(connection) : '',
      settings: this.#settings,
      tlsConsent: connection !== undefined && this.hasTlsConsent(connection.origin),
      environment: isNeeded ? await api.environmentOffer() : { tokenFile: false },
      token: isNeeded ? await credentials.token(connection.origin, connection.namespace) : undefined,
    };
  }

  async #send(params: SignInParams): Promise<SignInResult> {
    const origin = originOf(params);
    this.#shown.set({ kind: 'connecting', origin });
    const problem = settingsProblem(this.#parts.settings());
    const result: SignInResult = problem
      ? { ok: false, kind: 'settings', message: problem }
      : await this.#parts.api.signIn(this.#withRedirects(params)).catch(noAnswer);
    if (result.ok) {
      this.#isTlsSkipped = params.skipTlsVerify === true;
      await this.#signedIn(result.status);
    }
    // After a failed attempt the server may still hold the connection from before.
    else if (this.#status.kind !== 'signed-out') this.#shown.set({ kind: 'status', status: this.#status });
    else this.#shown.set(failedView(origin, result));
    return result;
  }

  async #signedIn(status: ConnectionStatus): Promise<void> {
    const place = placeOf(status);
    this.#generation = place ? await this.#parts.generations.current(place) : '';
    await this.serverTold(status);
  }

  #withRedirects(params: SignInParams): SignInParams {
    const allowedRedirects = this.#parts.memory.allowedRedirects(originOf(params));
    return allowedRedirects.length === 0 ? params : { ...params, allowedRedirects };
  }
}

/** Why the request failed says nothing that a person could act on; the log has it. */
function noAnswer(): SignInResult {
  return { ok: false, kind: 'server-error', message: 'The language server did not answer.' };
}
