import type { ConnectionStatus } from './connection.ts';

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
    | OidcSignIn
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

/** The person signs in at an identity provider, in the browser. */
export interface OidcSignIn {
  readonly method: 'oidc';
  readonly address: string;
  readonly mount?: string;
  /** The mount's default role when absent. */
  readonly role?: string;
  /** Port of this machine that the browser comes back to; 8250 when absent, as with the official client. */
  readonly port?: number;
}

export interface CertificateSignIn {
  readonly method: 'cert';
  readonly address: string;
  readonly mount?: string;
  /** One role alone instead of every role that takes the certificate. */
  readonly role?: string;
  /** Absolute paths of PEM files. */
  readonly certFile: string;
  readonly keyFile: string;
  /** Credential: opens an encrypted key. */
  readonly passphrase?: string;
}

/** How fast and how patiently a server is asked; with the names of Sensu's provider. */
export interface ConnectionPace {
  /** Requests a second, and at once after a rest. */
  readonly limit?: number;
  readonly burst?: number;
  /** Tries after the first one. */
  readonly maxRetries?: number;
  /** Seconds for a call, and for connecting. */
  readonly timeout?: number;
  readonly connectTimeout?: number;
}

/** What the editor's own settings say of a proxy. */
export type ProxyChoice =
  | { readonly kind: 'off' }
  /** `url` may hold a credential; `except` as `NO_PROXY` spells it. */
  | { readonly kind: 'use'; readonly url: string; readonly except: readonly string[] };

export interface ConnectionOptions {
  readonly namespace?: string;
  /** Authorities to trust besides those of the system: absolute path of a PEM file, of a folder with such, and PEM. */
  readonly caFile?: string;
  readonly caFolder?: string;
  readonly caBytes?: string;
  /** Name that the server's certificate must have, in place of the address's. */
  readonly tlsServerName?: string;
  readonly pace?: ConnectionPace;
  /** The proxy that the person's editor has set; that of the environment when absent. */
  readonly proxy?: ProxyChoice;
  /** Https origins that the person has allowed the server to redirect to. */
  readonly allowedRedirects?: readonly string[];
  /** KV versions of mounts, as the person knows them, for those that the token may not ask for. */
  readonly mounts?: Readonly<Record<string, 1 | 2>>;
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
  | {
      readonly ok: false;
      readonly kind: string;
      readonly message: string;
      /** For a redirect that was refused: the origin that the person may allow. */
      readonly redirect?: string;
    };

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

/** What becomes of the token at a sign-out. */
export interface SignOutParams {
  /** The server revokes it, so that nobody can use it any more, wherever else it is. */
  readonly revoke?: boolean;
}

export interface SignOutResult {
  /** False when it was not to be revoked, and when the server refused or could not be told. */
  readonly revoked: boolean;
}
