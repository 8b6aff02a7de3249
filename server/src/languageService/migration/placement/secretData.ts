import type { ConfigDocument, LocatedScalar, PathSegment } from '../../configDocument.ts';
import { locatedScalars } from '../../configDocument.ts';

const known = new WeakMap<ConfigDocument, ReadonlySet<string>>();

/**
 * Whether a scalar is an entry in `data` of a Kubernetes Secret, which holds base64. Goes by the `kind` beside `data`,
 * as the tools do that fill in references there.
 */
export function isSecretData(document: ConfigDocument, { scalar, block }: LocatedScalar): boolean {
  if (scalar.parentKey !== 'data') return false;
  return secretsOf(document).has(nameOf(block.document, scalar.path.slice(0, -2)));
}

function secretsOf(document: ConfigDocument): ReadonlySet<string> {
  const secrets = known.get(document) ?? new Set(secretNames(document));
  known.set(document, secrets);
  return secrets;
}

function* secretNames(document: ConfigDocument): Iterable<string> {
  for (const { scalar, block } of locatedScalars(document)) {
    if (scalar.key !== 'kind' || scalar.value !== 'Secret') continue;
    yield nameOf(block.document, scalar.path.slice(0, -1));
  }
}

function nameOf(document: number, resource: readonly PathSegment[]): string {
  return JSON.stringify([document, resource]);
}
