/**
 * The custom methods between this extension's client and the language server, as plain data. The client imports
 * this file and nothing else of the server. Only `signIn` carries a token or password, only `passcode` a passcode and
 * only `createSecret` a value.
 */

/** Client to server, in `initializationOptions`: what this client can do beyond plain LSP. */
export interface InitializationOptions {
  /** The client registers the commands of {@link clientCommands}, so code actions may name them. */
  readonly clientCommands?: boolean;
  /** KV mounts remembered from the last connection, as {@link ConnectionStatus.mounts} told them. */
  readonly rememberedMounts?: readonly RememberedMount[];
}

export interface RememberedMount {
  readonly path: string;
  readonly kvVersion: 1 | 2;
}

/** Commands the client registers. Their arguments hold positions and names, never a value. */
export const clientCommands = {
  /** Arguments: {@link FindingAddress}. */
  moveToVault: 'vaultRefs.moveToVault',
  /** Arguments: {@link ReferenceAddress}. */
  createSecret: 'vaultRefs.createSecret',
} as const;

/** A plaintext secret in one version of one document. */
export interface FindingAddress {
  readonly uri: string;
  readonly version: number;
  readonly findingId: string;
}

/** A place in Vault. */
export interface SecretTarget {
  readonly mount: string;
  readonly path: string;
  readonly key: string;
}

export interface ReferenceAddress extends SecretTarget {
  readonly uri: string;
}

/**
 * How to sign in. Those marked "credential" carry one, which the server forgets as soon as it has a token; it reads
 * environment, files and certificates itself. `mount` is where the method is mounted, its own name when absent.
 */
export type SignInParams = ConnectionOptions &
  (
    | TokenSignIn
    | EnvironmentSignIn
    | TokenFileSignIn
    | AppRoleSignIn
    | PasswordSignIn
    | JwtSignIn
    | CertificateSignIn
  );

export interface TokenSignIn {
  readonly method: 'token';
  readonly address: string;
  /** Credential. */
  readonly token: string;
}

/** Uses the address and token of the server's environment, only if the address still has this origin. */
export interface EnvironmentSignIn {
  readonly method: 'environment';
  readonly origin: string;
}

/** Uses `~/.vault-token` for this address; the client has had the origin confirmed. */
export interface TokenFileSignIn {
  readonly method: 'token-file';
  readonly address: string;
}

export interface AppRoleSignIn {
  readonly method: 'approle';
  readonly address: string;
  readonly mount?: string;
  readonly roleId: string;
  readonly secret:
    /** Credential. */
    | { readonly kind: 'secret-id'; readonly secretId: string }
    /** Credential, good for one use: unwrapped once, if it was made for a secret id of a role at this mount. */
    | { readonly kind: 'wrapped'; readonly wrappingToken: string; readonly roleName?: string };
}

export interface PasswordSignIn {
  readonly method: 'userpass' | 'ldap';
  readonly address: string;
  readonly mount?: string;
  readonly username: string;
  /** Credential. */
  readonly password: string;
}

export interface JwtSignIn {
  readonly method: 'jwt';
  readonly address: string;
  readonly mount?: string;
  /** The mount's default role when absent. */
  readonly role?: string;
  /** Credential. */
  readonly jwt: string;
}

export interface CertificateSignIn {
  readonly method: 'cert';
  readonly address: string;
  readonly mount?: string;
  /** One role alone instead of every role that takes the certificate. */
  readonly role?: string;
  /** Absolute paths of PEM files; the key without a passphrase. */
  readonly certFile: string;
  readonly keyFile: string;
}

export interface ConnectionOptions {
  readonly namespace?: string;
  /** Absolute path of a PEM file. */
  readonly caFile?: string;
  /** Only after a modal confirmation in this window. */
  readonly skipTlsVerify?: boolean;
}

export type SignInResult =
  | {
      readonly ok: true;
      readonly status: ConnectionStatus;
      /** Credential: the token that the server issued for this sign-in, for the client to keep; none that it had. */
      readonly issuedToken?: string;
    }
  | { readonly ok: false; readonly kind: string; readonly message: string };

/** What the server asks the person for during a sign-in: a second factor. */
export interface PasscodeParams {
  readonly origin: string;
  /** As the server names the method, for example `totp`. */
  readonly kind: string;
}

/** `passcode` is a credential, good for one use; absent when the person gave up. */
export interface PasscodeResult {
  readonly passcode?: string;
}

/** What the server's environment offers; no token in it. */
export interface EnvironmentOffer {
  /** Origin of `BAO_ADDR` or `VAULT_ADDR`, when the environment also has the token that belongs to it. */
  readonly environmentOrigin?: string;
  readonly environmentNamespace?: string;
  /** `~/.vault-token` exists. */
  readonly tokenFile: boolean;
}

/** State of the connection, sent on every change. */
export interface ConnectionStatus {
  readonly kind: 'signed-out' | 'ok' | 'sealed' | 'unreachable' | 'token-invalid';
  readonly origin?: string;
  readonly namespace?: string;
  readonly mounts?: readonly RememberedMount[];
}

/** A token will end; told once for each. */
export interface TokenNotice {
  readonly origin: string;
  readonly namespace: string;
  /** `not-renewed`: the server refused to renew a token that it had called renewable. */
  readonly reason: 'expires-soon' | 'not-renewed';
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** A mount, and a folder in it. */
export interface SecretsPlace {
  readonly mount: string;
  readonly path: string;
}

/** Whether a place can be used, in a sentence. */
export interface SecretsPlaceResult {
  readonly usable: boolean;
  readonly message: string;
}

/** What becomes of the token at a sign-out. */
export interface SignOutParams {
  /** The server revokes it, so that nobody can use it any more, wherever else it is. */
  readonly revoke?: boolean;
}

export interface SignOutResult {
  /** False when it was not to be revoked, and when the server refused or could not be told. */
  readonly revoked: boolean;
}

/** A proposed target for a finding, and what the person should know before agreeing. */
export type MoveProposal =
  | {
      readonly ok: true;
      readonly target: SecretTarget;
      /** Proposed target as text, `mount/path#key`. */
      readonly text: string;
      /** False when no mount of `vaultRefs.mounts` is a KV mount, so that the person must choose one. */
      readonly mountIsKnown: boolean;
      readonly mounts: readonly string[];
      readonly origin: string;
      readonly namespace: string;
    }
  | { readonly ok: false; readonly message: string };

export interface CheckTargetParams {
  readonly uri: string;
  readonly text: string;
}

/** `kvVersion` is absent when the mount could not be looked up. */
export type CheckTargetResult =
  | {
      readonly ok: true;
      readonly target: SecretTarget;
      readonly kvVersion?: 1 | 2;
      readonly keyExists: boolean;
    }
  | { readonly ok: false; readonly message: string };

/** What the person agreed to: a value goes nowhere else. */
export interface WriteAgreement {
  /** Connection that was shown to the person; the server refuses when it is signed in elsewhere by now. */
  readonly origin: string;
  readonly namespace: string;
  /** The person has confirmed that KV v1 has no check-and-set. */
  readonly kvV1RaceConfirmed: boolean;
}

export interface MoveParams extends FindingAddress, WriteAgreement {
  readonly target: SecretTarget;
}

/** Outcome of a move or a creation; `inVault` tells whether the value is in Vault at the target now. */
export interface MoveResult {
  readonly outcome: 'moved' | 'created' | 'reused' | 'refused' | 'failed';
  readonly message: string;
  readonly inVault: boolean;
  /** A free key to offer instead when the target holds another value. */
  readonly alternative?: SecretTarget;
}

export interface CreateSecretParams extends SecretTarget, WriteAgreement {
  readonly uri: string;
  readonly value: string;
}

/** Method names. Requests unless said otherwise. */
export const methods = {
  /** {@link SignInParams} to {@link SignInResult}. */
  signIn: 'vaultRefs/signIn',
  /** Request from the server during a sign-in: {@link PasscodeParams} to {@link PasscodeResult}. */
  passcode: 'vaultRefs/passcode',
  /** {@link SignOutParams} or nothing, to {@link SignOutResult}; forgets the token, keeps the known mounts. */
  signOut: 'vaultRefs/signOut',
  /** No parameters to {@link EnvironmentOffer}. */
  environmentOffer: 'vaultRefs/environmentOffer',
  /** No parameters; revalidates expired answers. */
  refresh: 'vaultRefs/refresh',
  /** Notification from the server: {@link ConnectionStatus}. */
  connectionStatus: 'vaultRefs/connectionStatus',
  /** {@link SecretsPlace} to {@link SecretsPlaceResult}. */
  checkSecretsPlace: 'vaultRefs/checkSecretsPlace',
  /** Notification from the server: {@link TokenNotice}. */
  tokenNotice: 'vaultRefs/tokenNotice',
  /** {@link FindingAddress} to {@link MoveProposal}. */
  proposeMove: 'vaultRefs/proposeMove',
  /** {@link CheckTargetParams} to {@link CheckTargetResult}. */
  checkTarget: 'vaultRefs/checkTarget',
  /** {@link MoveParams} to {@link MoveResult}. */
  move: 'vaultRefs/move',
  /** {@link CreateSecretParams} to {@link MoveResult}. */
  createSecret: 'vaultRefs/createSecret',
} as const;
