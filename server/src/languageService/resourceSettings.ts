import type { Confidence } from './findings/finding.ts';

/** Settings of one resource. Nothing here concerns the connection, so a workspace may set it. */
export interface ResourceSettings {
  /** Mounts that make `mount/path#key` a reference, besides the server's own. */
  readonly mounts: readonly string[];
  readonly detectionEnabled: boolean;
  readonly minConfidence: Confidence;
}

/** As in package.json; a test compares the two. */
export const defaultResourceSettings: ResourceSettings = {
  mounts: ['secret'],
  detectionEnabled: true,
  minConfidence: 'medium',
};
