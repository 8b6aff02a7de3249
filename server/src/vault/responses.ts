import * as v from 'valibot';
import { StoreError } from '../languageService/storeError.ts';

/**
 * An object as it was parsed. Not a valibot record, which drops keys such as `constructor`: a key that is not seen
 * would be reported as missing, overwritten, or lost when its neighbours are written again.
 */
export const anyKeys = v.custom<Readonly<Record<string, unknown>>>(
  (input) => typeof input === 'object' && input !== null && !Array.isArray(input),
);

const customMetadata = v.nullish(v.record(v.string(), v.string()));

const versionMetadata = v.object({
  version: v.pipe(v.number(), v.integer()),
  created_time: v.string(),
  deletion_time: v.optional(v.string(), ''),
  destroyed: v.optional(v.boolean(), false),
  custom_metadata: customMetadata,
});

const mount = v.object({
  path: v.optional(v.string()),
  type: v.string(),
  options: v.nullish(v.object({ version: v.optional(v.string()) })),
});

/** Shapes of the answers that are used; unknown members are ignored, missing ones are a failure. */
export const shapes = {
  subkeys: v.object({
    data: v.object({ subkeys: v.nullable(anyKeys), metadata: versionMetadata }),
  }),
  /** The body of a 404 for a deleted or destroyed version. */
  deleted: v.object({ data: v.object({ metadata: versionMetadata }) }),
  metadata: v.object({
    data: v.object({
      current_version: v.number(),
      custom_metadata: customMetadata,
      versions: v.record(
        v.string(),
        v.object({ created_time: v.string(), deletion_time: v.string(), destroyed: v.boolean() }),
      ),
    }),
  }),
  list: v.object({ data: v.object({ keys: v.array(v.string()) }) }),
  mount: v.object({ data: mount }),
  visibleMounts: v.object({ data: v.object({ secret: v.nullish(v.record(v.string(), mount)) }) }),
  allMounts: v.object({ data: v.record(v.string(), v.unknown()) }),
  kv2Data: v.object({ data: v.object({ data: anyKeys, metadata: versionMetadata }) }),
  kv1Data: v.object({ data: anyKeys }),
  receipt: v.object({ data: versionMetadata }),
  mountConfig: v.object({
    data: v.object({
      // Servers before Vault 1.2 have none.
      delete_version_after: v.optional(v.string(), '0s'),
      max_versions: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
    }),
  }),
  errors: v.object({ errors: v.array(v.string()) }),
} as const;

type Schema = v.GenericSchema;

/** The body as the shape. @throws StoreError `bad-response`; it does not say what the body was. */
export function shaped<T extends Schema>(schema: T, body: unknown): v.InferOutput<T> {
  const result = v.safeParse(schema, body);
  if (result.success) return result.output;
  throw new StoreError('bad-response', "The server's answer has not the form that is expected.");
}

/** The body as the shape, or undefined where it is not of that shape. */
export function maybeShaped<T extends Schema>(schema: T, body: unknown): v.InferOutput<T> | undefined {
  const result = v.safeParse(schema, body);
  return result.success ? result.output : undefined;
}

/** Error texts of a failed answer, for telling failures apart; they are never shown, as they may echo a request. */
export function errorTexts(body: unknown): readonly string[] {
  return maybeShaped(shapes.errors, body)?.errors ?? [];
}
