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
