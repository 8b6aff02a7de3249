import type { SecretDigests } from './inVault/secretDigests.ts';
import type { BaselineFiles } from './scan/baseline/baselineFiles.ts';
import type { Exclusion, ExclusionSettings } from './scan/workspace/exclusions.ts';
import type { FolderWalk } from './scan/workspace/folderWalk.ts';
import type { WalkStep } from './scan/files/walk.ts';
import type { Scanner } from './scan/scanner.ts';
import type { LanguageService } from './languageService/index.ts';
import type { SecretVault } from './languageService/migration/secretVault.ts';
import type { RunStore } from './migration/journal/runStore.ts';
import type { RunFiles } from './migration/runFiles.ts';
import type { RunKeys } from './migrationStore/keys/runKeys.ts';
import type { SecretStore, Subscription } from './languageService/secretStore.ts';
import type {
  BrowserAnswer,
  BrowserPage,
  ConnectionDetails,
  ConnectionStatus,
  EnvironmentOffer,
  RememberedMount,
  SignInParams,
  SignInResult,
  TokenNotice,
  VaultPolicy,
} from './protocol.ts';

/** What a sign-in may ask the person for while it goes on. */
export interface SignInInteraction {
  /** Without it nobody can be asked, and a sign-in that wants a passcode fails. */
  readonly askPasscode?: AskPasscode;
  /** Without it there is no browser, and a sign-in that wants one fails. */
  readonly openBrowser?: OpenBrowser;
}

/** Asks the person for the passcode of a second factor, by its kind (`totp`); undefined when they give up. */
export type AskPasscode = (kind: string, signal: AbortSignal) => Promise<string | undefined>;

/**
 * Has the person sign in at a page in the browser. Answers when they give up or paste the address that the browser ended
 * at; the signal aborts when neither is waited for any more.
 */
export type OpenBrowser = (page: Omit<BrowserPage, 'origin'>, signal: AbortSignal) => Promise<BrowserAnswer>;

/** Whose token it is. Names come from the server. */
export interface TokenIdentity {
  readonly displayName: string;
  readonly policies: readonly string[];
  /** Milliseconds since 1970; undefined for a token that does not expire. */
  readonly expiresAt: number | undefined;
  readonly isRenewable: boolean;
}

/** What the server needs of a Vault connection; `vault/connection.ts` implements it. */
export interface VaultAccess {
  readonly store: SecretStore;
  readonly vault: SecretVault;
  /** What comparing with Vault may learn; used by nothing else. */
  readonly digests: SecretDigests;
  /** A failed sign-in is an answer and leaves the former connection as it was. */
  signIn(params: SignInParams, interaction?: SignInInteraction): Promise<SignInResult>;
  signOut(): void;
  /** Signs out and has the server revoke the token; false when it could not be told or refused. */
  signOutAndRevoke(): Promise<boolean>;
  /** What the server says of the token; undefined when the token may not ask. @throws only on abort. */
  identity(signal: AbortSignal): Promise<TokenIdentity | undefined>;
  /** What there is to know of the connection. @throws only the signal's reason. */
  details(signal: AbortSignal): Promise<ConnectionDetails>;
  environmentOffer(): EnvironmentOffer;
  /** Takes the editor's policy in place of the one before; signs out where the server is not allowed any more. */
  restrict(policy: VaultPolicy): void;
  status(): ConnectionStatus;
  onDidChangeStatus(listener: () => void): Subscription;
  /** Called once for each token that is going to end. */
  onTokenNotice(listener: (notice: TokenNotice) => void): Subscription;
}

/** Time, so that tests do not wait. */
export interface Timer {
  setTimeout(callback: () => void, milliseconds: number): Subscription;
}

/** The workspace's files on disk, and who looks into them; `scan/` implements it. */
export interface FileScanning {
  readonly scanner: Scanner;
  /** What of a workspace folder there is to scan. */
  walk(walk: FolderWalk): AsyncIterable<WalkStep>;
  createExclusion(settings: ExclusionSettings, tell: (problem: string) => void): Promise<Exclusion>;
}

/** What moving many secrets keeps and changes on this machine's disk; `migrationStore/` implements it. */
export interface MigrationStorage {
  /** Files on disk. `folders`: paths on this machine of those that may be changed, asked for at each call. */
  openFiles(folders: () => readonly string[]): RunFiles;
  /** The runs that are kept in a folder; undefined where that is no absolute path. */
  openRuns(folder: string, keys: RunKeys): RunStore | undefined;
}

/** Everything outside the server's own code. */
export interface Runtime {
  readonly timer: Timer;
  /** Called once the client is ready, where the process is one of its own: see warmUp.ts. */
  warmUp?(service: LanguageService): Subscription;
  /** Opened when the client has told what it remembers. */
  openVault(rememberedMounts: readonly RememberedMount[]): VaultAccess;
  readonly scanning: FileScanning;
  readonly baselines: BaselineFiles;
  readonly migrationStorage: MigrationStorage;
  /** Address of the page that explains the diagnostic codes. */
  readonly documentationPage: string;
  readonly version: string;
}
