/** What the root of a document says, as far as rules ask. */
export interface RootFacts {
  readonly kind: string | undefined;
  readonly type: string | undefined;
}
