import type { HclPath, HclValue } from './hcl.ts';
import { parsePolicyHcl } from './hcl.ts';

export const capabilityNames = [
  'create',
  'read',
  'update',
  'patch',
  'delete',
  'list',
  'sudo',
  'deny',
] as const;
export type Capability = (typeof capabilityNames)[number];

/** What one `path` block grants. */
export interface PolicyRule {
  /** Without a leading `/`, and without the `*` of a prefix unless it has `+` segments. */
  readonly path: string;
  readonly kind: 'exact' | 'prefix' | 'segments';
  readonly capabilities: ReadonlySet<Capability>;
  /** By parameter in lower case: the values it may have, any for none. Undefined when nothing is restricted. */
  readonly allowedParameters: ReadonlyMap<string, readonly string[]> | undefined;
}

export interface Policy {
  readonly name: string;
  readonly text: string;
  readonly rules: readonly PolicyRule[];
}

/** @throws SyntaxError in the server's words where it has some. */
export function parsePolicy(name: string, text: string): Policy {
  return { name, text, rules: parsePolicyHcl(text).map(ruleOf) };
}

function ruleOf({ path: written, settings }: HclPath): PolicyRule {
  const where = `path "${written}"`;
  if (written.includes('+*')) {
    throw new SyntaxError(`${where}: ${where}: invalid use of wildcards ('+*' is forbidden)`);
  }
  for (const key of settings.keys()) {
    if (key !== 'capabilities' && key !== 'allowed_parameters') {
      throw new SyntaxError(`${where}: 1 error occurred:\n\t* invalid key "${key}" on line 1\n\n`);
    }
  }
  const capabilities = new Set(strings(settings.get('capabilities')).map((item) => capability(item, where)));
  const parameters = settings.get('allowed_parameters');
  return { ...pathKind(written.replace(/^\//u, '')), capabilities, allowedParameters: allowed(parameters) };
}

function pathKind(path: string): Pick<PolicyRule, 'path' | 'kind'> {
  if (path === '+' || path.includes('/+') || path.startsWith('+/')) return { path, kind: 'segments' };
  return path.endsWith('*') ? { path: path.slice(0, -1), kind: 'prefix' } : { path, kind: 'exact' };
}

function capability(text: string, where: string): Capability {
  const found = capabilityNames.find((name) => name === text);
  if (found === undefined) throw new SyntaxError(`${where}: ${where}: invalid capability "${text}"`);
  return found;
}

function allowed(value: HclValue | undefined): PolicyRule['allowedParameters'] {
  if (!(value instanceof Map)) return undefined;
  const entries = [...(value as ReadonlyMap<string, HclValue>)];
  return new Map(entries.map(([name, values]) => [name.toLowerCase(), strings(values)]));
}

function strings(value: HclValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
