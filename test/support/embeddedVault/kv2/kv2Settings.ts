import type { BackendRequest, JsonObject } from '../backend.ts';
import { formatDuration, parseDuration } from '../duration.ts';
import type { Reply } from '../reply.ts';
import { badRequest, noContent, ok } from '../reply.ts';
import type { Kv2Config, Kv2Store } from './kv2Store.ts';

/** The settings that a mount and a path have in common. */
export function settingsFacts(settings: Kv2Config): JsonObject {
  return {
    cas_required: settings.casRequired,
    delete_version_after: formatDuration(settings.deleteVersionAfter),
    max_versions: settings.maxVersions,
    metadata_cas_required: settings.metadataCasRequired,
  };
}

/** Takes over what `body` names; null resets. @throws Refusal for what is no duration, before anything changes. */
export function applySettings(settings: Kv2Config, body: JsonObject): void {
  const after = body['delete_version_after'];
  const seconds = after === undefined ? settings.deleteVersionAfter : parseDuration(after ?? 0);
  if (seconds === undefined) {
    badRequest(
      `error converting input for field "delete_version_after": time: invalid duration "${String(after)}"`,
    );
  }
  settings.deleteVersionAfter = seconds;
  const { cas_required: cas, metadata_cas_required: metadataCas, max_versions: most } = body;
  if (cas !== undefined) settings.casRequired = cas === true;
  if (metadataCas !== undefined) settings.metadataCasRequired = metadataCas === true;
  if (most !== undefined) settings.maxVersions = Number(most ?? 0);
}

/** GET config */
export function readConfig(store: Kv2Store): Reply {
  return ok(settingsFacts(store.config));
}

/** POST config: only what is named changes. */
export function writeConfig(store: Kv2Store, request: BackendRequest): Reply {
  applySettings(store.config, request.body);
  return noContent;
}
