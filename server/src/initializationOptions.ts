import * as v from 'valibot';
import type { InitializationOptions, RememberedMount, VaultPolicy } from './protocol.ts';

const mountSchema = v.object({ path: v.string(), kvVersion: v.picklist([1, 2]) });
/** One that cannot be understood restricts everything: it was meant to restrict something. */
const closed: VaultPolicy = { allowedOrigins: [], readOnly: true };

const policySchema = v.fallback(
  v.object({
    allowedOrigins: v.exactOptional(v.array(v.string())),
    readOnly: v.exactOptional(v.boolean()),
    allowedTargets: v.exactOptional(v.array(v.string())),
  }),
  closed,
);

/** What the editor's administrator allows. Never throws. */
export function readPolicy(policy: unknown): VaultPolicy {
  return v.parse(policySchema, policy);
}

const optionsSchema = v.object({
  clientCommands: v.fallback(v.boolean(), false),
  layersDiagnostics: v.fallback(v.boolean(), false),
  rememberedMounts: v.fallback(v.pipe(v.array(mountSchema), v.maxLength(1000)), []),
  policy: v.optional(policySchema, {}),
  journalFolder: v.fallback(v.optional(v.pipe(v.string(), v.minLength(1))), undefined),
});

/** What a client declares of itself; a plain LSP client declares nothing. Never throws. */
export function readInitializationOptions(options: unknown): InitializationOptions {
  const result = v.safeParse(optionsSchema, options);
  if (!result.success) return {};
  const rememberedMounts: readonly RememberedMount[] = result.output.rememberedMounts;
  const { clientCommands, layersDiagnostics, policy, journalFolder } = result.output;
  const keeping = journalFolder === undefined ? {} : { journalFolder };
  return { clientCommands, layersDiagnostics, rememberedMounts, policy, ...keeping };
}
