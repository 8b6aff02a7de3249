import type { ConfigBlock, ConfigScalar } from '../configDocument.ts';

/** `type`, `api_version` and `spec.client.address` of a resource, at the root or in a list at the root or below `items`. */
const fields: ReadonlyMap<string, keyof Provider> = new Map([
  ['type', 'type'],
  ['api_version', 'version'],
  ['spec.client.address', 'address'],
]);

interface Provider {
  type?: string;
  version?: string;
  address?: string;
}

/** Addresses of the Vault providers of Sensu Go that a file declares, as they are written there. */
export function sensuProviderAddresses(blocks: readonly ConfigBlock[]): readonly string[] {
  const resources = new Map<string, Provider>();
  for (const { document, content } of blocks) {
    for (const scalar of content.scalars) {
      const part = partOf(scalar);
      if (!part) continue;
      const name = `${document} ${part.resource}`;
      resources.set(name, { ...resources.get(name), [part.field]: scalar.value });
    }
  }
  return [...resources.values()].flatMap(({ type, version, address }) =>
    type === 'VaultProvider' && version === 'secrets/v1' && address !== undefined ? [address] : [],
  );
}

function partOf({
  path,
}: ConfigScalar): { readonly field: keyof Provider; readonly resource: string } | undefined {
  const [first, second] = path;
  const itemDepth = first === 'items' && typeof second === 'number' ? 2 : 0;
  const depth = typeof first === 'number' ? 1 : itemDepth;
  const field = fields.get(path.slice(depth).join('.'));
  return field && { field, resource: path.slice(0, depth).join('.') };
}
