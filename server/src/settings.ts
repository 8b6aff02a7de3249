import * as v from 'valibot';
import type { Connection } from 'vscode-languageserver';
import { confidences } from './languageService/findings/finding.ts';
import type { ResourceSettings } from './languageService/resourceSettings.ts';
import { defaultResourceSettings } from './languageService/resourceSettings.ts';

/**
 * The `vaultRefs` section as an editor sends it. Only settings of a resource are read here: connection settings
 * come with the sign-in request, because a merged configuration may be a workspace's.
 */
const sectionSchema = v.object({
  mounts: v.fallback(v.pipe(v.array(v.string()), v.maxLength(1000)), [...defaultResourceSettings.mounts]),
  detection: v.fallback(
    v.object({
      enabled: v.fallback(v.boolean(), defaultResourceSettings.detectionEnabled),
      minConfidence: v.fallback(v.picklist(confidences), defaultResourceSettings.minConfidence),
    }),
    {
      enabled: defaultResourceSettings.detectionEnabled,
      minConfidence: defaultResourceSettings.minConfidence,
    },
  ),
});

/** Settings from untrusted configuration; what does not fit becomes the default. Never throws. */
export function readResourceSettings(section: unknown): ResourceSettings {
  const result = v.safeParse(sectionSchema, section);
  if (!result.success) return defaultResourceSettings;
  const { mounts, detection } = result.output;
  return { mounts, detectionEnabled: detection.enabled, minConfidence: detection.minConfidence };
}

/** Asks the client for a resource's settings once and keeps the answer until a change is announced. */
export class ResourceSettingsCache {
  readonly #connection: Connection;
  readonly #isSupported: boolean;
  readonly #byUri = new Map<string, Promise<ResourceSettings>>();

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
      return readResourceSettings(
        await this.#connection.workspace.getConfiguration({ scopeUri: uri, section: 'vaultRefs' }),
      );
    } catch {
      this.#byUri.delete(uri);
      return defaultResourceSettings;
    }
  }
}
