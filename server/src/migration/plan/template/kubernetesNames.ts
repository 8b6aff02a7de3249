import type { ConfigDocument, ConfigScalar, PathSegment } from '../../../languageService/configDocument.ts';
import { hasPlaceholder } from '../../../languageService/references/names.ts';

/** What an object of a cluster is called. */
export interface KubernetesNames {
  readonly namespace?: string;
  readonly name?: string;
}

/** Longest name that Kubernetes gives, and that is looked at. */
const MAX_NAME = 253;

interface Facts {
  isObject: boolean;
  namespace?: string;
  name?: string;
}

/**
 * Tells, for a document of a file and a path in it, what the object is called that the path lies in: an item of a `List`,
 * else the document. Nothing where that is no object (`kind` is missing) or its name is a template's. Reads the file once.
 */
export function kubernetesNames(
  file: ConfigDocument,
): (document: number, path: readonly PathSegment[]) => KubernetesNames {
  const objects = new Map<string, Facts>();
  for (const { document, content } of file.blocks) {
    for (const scalar of content.scalars) note(objects, document, scalar);
  }
  return (document, path) => {
    const item = objects.get(id(document, itemOf(path)));
    const facts = item?.isObject ? item : objects.get(id(document, undefined));
    return facts?.isObject ? namesOf(facts) : {};
  };
}

function note(objects: Map<string, Facts>, document: number, scalar: ConfigScalar): void {
  const { rootKey, depth } = scalar;
  const isInItem = rootKey === 'items' && (depth === 3 || depth === 4);
  if (!isInItem && !(depth === 1 && rootKey === 'kind') && !(depth === 2 && rootKey === 'metadata')) return;
  const { path } = scalar;
  const item = isInItem ? itemOf(path) : undefined;
  if (isInItem && item === undefined) return;
  const [first, second, ...more] = item === undefined ? path : path.slice(2);
  if (more.length > 0 || (first !== 'kind' && first !== 'metadata')) return;
  const facts = objects.get(id(document, item)) ?? { isObject: false };
  objects.set(id(document, item), facts);
  if (first === 'kind') facts.isObject ||= second === undefined && scalar.value !== '';
  else if (second === 'name' || second === 'namespace') facts[second] ??= scalar.value.slice(0, MAX_NAME + 1);
}

function itemOf([first, second]: readonly PathSegment[]): number | undefined {
  return first === 'items' && typeof second === 'number' ? second : undefined;
}

function id(document: number, item: number | undefined): string {
  return `${document} ${item ?? ''}`;
}

function namesOf({ namespace, name }: Facts): KubernetesNames {
  return {
    ...(isName(namespace) ? { namespace } : {}),
    ...(isName(name) ? { name } : {}),
  };
}

function isName(text: string | undefined): text is string {
  return text !== undefined && text !== '' && text.length <= MAX_NAME && !hasPlaceholder(text);
}
