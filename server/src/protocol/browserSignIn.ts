/** A page where the person signs in, which the server asks the client to open in the browser. */
export interface BrowserPage {
  /** Origin of Vault. */
  readonly origin: string;
  /** Address of the identity provider's page: https, or http of this machine. */
  readonly url: string;
  /** Where the page sends the browser in the end: a port of the machine that the server runs on. */
  readonly callback: string;
}

/**
 * How the waiting for the browser ended on the side of the person. The server cancels the request when the browser has
 * come back by itself.
 */
export type BrowserAnswer =
  /** Credential, good for one use: the address that the browser ended at. */
  { readonly kind: 'pasted'; readonly address: string } | { readonly kind: 'given-up' };
