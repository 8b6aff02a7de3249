import type { Confidence } from './findings/finding.ts';
import type { DetectionSettings } from './findings/policy/detectionSettings.ts';
import { noDetectionSettings } from './findings/policy/detectionSettings.ts';
import type { DetectionPolicy } from './findings/policy/detectionPolicy.ts';
import { builtInPolicy } from './findings/policy/detectionPolicy.ts';
import { defaultMigrationSettings, type MigrationSettings } from './migration/migrationSettings.ts';
import { defaultSeverity, type SeverityByConfidence } from './severity.ts';

/** Settings of one resource as they are written. Nothing here concerns the connection, so a workspace may set it. */
export interface WrittenSettings {
  /** Mounts that make `mount/path#key` a reference, besides the server's own. */
  readonly mounts: readonly string[];
  readonly detectionEnabled: boolean;
  readonly minConfidence: Confidence;
  readonly severity: SeverityByConfidence;
  readonly detection: DetectionSettings;
  readonly migration: MigrationSettings;
}

/** Settings of one resource, ready for use. */
export interface ResourceSettings extends WrittenSettings {
  /** The rules, overrides and allowed values, with their patterns made. */
  readonly policy: DetectionPolicy;
}

/** As in package.json; a test compares the two. */
export const defaultWrittenSettings: WrittenSettings = {
  mounts: ['secret'],
  detectionEnabled: true,
  minConfidence: 'medium',
  severity: defaultSeverity,
  detection: noDetectionSettings,
  migration: defaultMigrationSettings,
};

/** The same, ready for use. */
export const defaultResourceSettings: ResourceSettings = ready(defaultWrittenSettings, builtInPolicy);

/** Settings with the policy that was made of them. */
export function ready(settings: WrittenSettings, policy: DetectionPolicy): ResourceSettings {
  return { ...settings, policy };
}
