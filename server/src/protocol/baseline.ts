/** Findings of one version of an open document that are accepted into the baseline of its workspace folder. */
export interface AcceptParams {
  readonly uri: string;
  readonly version: number;
  /** All of the document when absent. */
  readonly findingId?: string;
  /** One line for people; none when absent. */
  readonly reason?: string;
}

/** Whether it was written, in a sentence. */
export interface AcceptResult {
  readonly ok: boolean;
  readonly message: string;
}
