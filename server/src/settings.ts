import * as v from 'valibot';
import type { Connection } from 'vscode-languageserver';
import { loadPolicy } from './detectionPolicies.ts';
import { readDetectionSettings } from './detectionSchema.ts';
import { readMigrationSettings } from './migrationSchema.ts';
import { confidences } from './languageService/findings/finding.ts';
import type { ResourceSettings, WrittenSettings } from './languageService/resourceSettings.ts';
import {
  defaultResourceSettings,
  defaultWrittenSettings,
  ready,
} from './languageService/resourceSettings.ts';
import { defaultSeverity, severities } from './languageService/severity.ts';

const severity = v.picklist(severities);

/**
 * The `vaultRefs` section as an editor sends it. Only settings of a resource are read here: connection settings
 * come with the sign-in request, because a merged configuration may be a workspace's.
 */
const sectionSchema = v.object({
  mounts: v.fallback(v.pipe(v.array(v.string()), v.maxLength(1000)), [...defaultWrittenSettings.mounts]),
  detection: v.fallback(v.looseObject({}), {}),
});
const detectionSchema = v.object({
  enabled: v.fallback(v.boolean(), defaultWrittenSettings.detectionEnabled),
  minConfidence: v.fallback(v.picklist(confidences), defaultWrittenSettings.minConfidence),
  severity: v.fallback(
    v.object({
      certain: v.fallback(severity, defaultSeverity.certain),
      high: v.fallback(severity, defaultSeverity.high),
      medium: v.fallback(severity, defaultSeverity.medium),
      low: v.fallback(severity, defaultSeverity.low),
    }),
    { ...defaultSeverity },
  ),
});

/** Settings that were read, and what of them does not fit, as sentences for the person who wrote them. */
export interface ReadSettings {
  readonly settings: WrittenSettings;
  readonly problems: readonly string[];
}

/** Settings from untrusted configuration; what does not fit becomes the default. Never throws. */
export function readResourceSettings(section: unknown): ReadSettings {
  const result = v.safeParse(sectionSchema, section);
  if (!result.success) return { settings: defaultWrittenSettings, problems: [] };
  const { mounts, detection: written } = result.output;
  const { enabled, minConfidence, severity: bySureness } = v.parse(detectionSchema, written);
  const { settings: detection, problems } = readDetectionSettings(written);
  const { settings: migration, problems: ofMigration } = readMigrationSettings(section);
  return {
    settings: {
      mounts,
      detectionEnabled: enabled,
      minConfidence,
      severity: bySureness,
      detection,
      migration,
    },
    problems: [...problems, ...ofMigration],
  };
}

/** Most sentences about settings that are told in a session. */
const MAX_TOLD = 100;

/** Asks the client for a resource's settings once and keeps the answer until a change is announced. */
export class ResourceSettingsCache {
  readonly #connection: Connection;
  readonly #isSupported: boolean;
  readonly #byUri = new Map<string, Promise<ResourceSettings>>();
  readonly #told = new Set<string>();

  constructor(connection: Connection, isSupported: boolean) {
    this.#connection = connection;
    this.#isSupported = isSupported;
  }

  /** The settings in force; the defaults when the client has no configuration or fails to answer. */
  get(uri: string): Promise<ResourceSettings> {
    const known = this.#byUri.get(uri);
    if (known) return known;
    const asked = this.#ask(uri);
    this.#byUri.set(uri, asked);
    return asked;
  }

  forget(uri: string): void {
    this.#byUri.delete(uri);
  }

  clear(): void {
    this.#byUri.clear();
  }

  async #ask(uri: string): Promise<ResourceSettings> {
    if (!this.#isSupported) return defaultResourceSettings;
    try {
      const { settings, problems } = readResourceSettings(
        await this.#connection.workspace.getConfiguration({ scopeUri: uri, section: 'vaultRefs' }),
      );
      problems.forEach(this.#tell);
      return ready(settings, await loadPolicy(settings.detection, this.#tell));
    } catch {
      this.#byUri.delete(uri);
      return defaultResourceSettings;
    }
  }

  /** Says something about settings once, in the output channel: nothing is in the way of a person's work. */
  readonly #tell = (problem: string): void => {
    if (this.#told.has(problem) || this.#told.size >= MAX_TOLD) return;
    this.#told.add(problem);
    this.#connection.console.warn(problem);
  };
}
