import type { ConnectionOptions } from '../../protocol.ts';
import type { AskPasscode, OpenBrowser } from '../../runtime.ts';
import type { ClientCertificate } from '../transport.ts';
import type { VaultApi } from '../vaultApi.ts';

/** One way to get a token. Made from what the person entered, used once. */
export interface SignInMethod {
  /** The exact origin that the credential belongs to; it is sent nowhere else. */
  readonly origin: string;
  readonly options: ConnectionOptions;
  /** Shown in every handshake: a server may bind the token to it. */
  readonly clientCertificate?: ClientCertificate;
  /**
   * The token. No call of it is ever repeated: a login may count as an attempt, and an unwrapping is gone.
   * @throws StoreError, without anything of the credential; or the signal's reason.
   */
  token(login: Login): Promise<SignInToken>;
}

/** What a method may do with the server. */
export interface Login {
  /** Requests without a token, or with a wrapping token alone. */
  api(wrappingToken?: string): VaultApi;
  readonly askPasscode: AskPasscode;
  readonly openBrowser: OpenBrowser;
  readonly signal: AbortSignal;
}

export interface SignInToken {
  readonly token: string;
  /** How long a token lives that the server issued just now; absent for one that the person had. */
  readonly issued?: Lease;
}

/** How long a token lives from now on, and whether more can be asked for. */
export interface Lease {
  /** 0 for a token that does not expire. */
  readonly seconds: number;
  readonly isRenewable: boolean;
}

/** What methods read of this machine. */
export interface Machine {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Path of the person's token file. */
  readonly tokenFile: string;
  /** Whether the environment may switch certificate verification off. */
  readonly honourSkipVerify: boolean;
}
