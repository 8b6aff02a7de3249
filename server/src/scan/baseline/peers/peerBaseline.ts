/** A finding of another scanner that a team has accepted there. What it holds of a value stays in memory. */
export interface PeerFinding {
  /** As it is written there, with `/`: from the folder where the scanner was started, or absolute. */
  readonly file: string;
  /** Whether a finding of ours in the file is what it is about. `lines` are 1-based, both included. */
  fits(value: string, lines: { readonly first: number; readonly last: number }): boolean;
}

/** The accepted findings of another scanner. */
export interface PeerBaseline {
  readonly from: PeerName;
  readonly findings: readonly PeerFinding[];
  /** How many are left out because they do not fit the format. */
  readonly unfit: number;
}

export const peerNames = ['detect-secrets', 'gitleaks'] as const;
export type PeerName = (typeof peerNames)[number];

/** Most findings of a peer that are read. */
export const MAX_PEER_FINDINGS = 200_000;

/** How we write the path of a file that others may write with backslashes or `./` in front. */
export function slashPath(path: string): string {
  return path.replaceAll('\\', '/').replace(/^(?:\.\/+)+/, '');
}
