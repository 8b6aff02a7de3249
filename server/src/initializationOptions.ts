import * as v from 'valibot';
import type { InitializationOptions, RememberedMount } from './protocol.ts';

const mountSchema = v.object({ path: v.string(), kvVersion: v.picklist([1, 2]) });
const optionsSchema = v.object({
  clientCommands: v.fallback(v.boolean(), false),
  layersDiagnostics: v.fallback(v.boolean(), false),
  rememberedMounts: v.fallback(v.pipe(v.array(mountSchema), v.maxLength(1000)), []),
});

/** What a client declares of itself; a plain LSP client declares nothing. Never throws. */
export function readInitializationOptions(options: unknown): InitializationOptions {
  const result = v.safeParse(optionsSchema, options);
  if (!result.success) return {};
  const rememberedMounts: readonly RememberedMount[] = result.output.rememberedMounts;
  const { clientCommands, layersDiagnostics } = result.output;
  return { clientCommands, layersDiagnostics, rememberedMounts };
}
