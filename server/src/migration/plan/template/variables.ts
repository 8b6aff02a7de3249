import type { PathSegment } from '../../../languageService/configDocument.ts';
import { cleanName } from '../../../languageService/migration/cleanName.ts';
import { environmentOf } from './environment.ts';
import type { KubernetesNames } from './kubernetesNames.ts';
import type { VariableName } from './targetTemplate.ts';

/** Where a plaintext secret is. */
export interface TargetPlace {
  /** Name of the workspace folder; undefined for a file outside of every one. */
  readonly folder: string | undefined;
  /** Path of the file from the folder; either slash separates. */
  readonly path: string;
  readonly keyPath: readonly PathSegment[];
  readonly object: KubernetesNames;
}

/** The names that each variable stands for, clean and not empty. Only `relativePath` has more than one. */
export type TemplateValues = Readonly<Record<VariableName, readonly string[]>>;

/** What the variables stand for at one place. Whatever is written there, no name has a slash or leads anywhere else. */
export function valuesAt({ folder, path, keyPath, object }: TargetPlace): TemplateValues {
  const file = path.split(/[/\\]/).at(-1) ?? '';
  return {
    workspaceFolder: clean(folder ?? ''),
    relativePath: withoutExtension(path).split(/[/\\]/).flatMap(clean),
    fileBasename: clean(file),
    environment: clean(environmentOf(path)),
    'kubernetes.namespace': clean(object.namespace ?? ''),
    'kubernetes.name': clean(object.name ?? ''),
    keyPath: clean(keyPath.join('_')),
    key: clean(lastKey(keyPath)),
  };
}

/** The last key of a path, indices of lists left out; empty where there is none. */
export function lastKey(path: readonly PathSegment[]): string {
  return path.findLast((segment) => typeof segment === 'string') ?? '';
}

/** A file that has nothing before its dot (`.env`) keeps its name. */
function withoutExtension(path: string): string {
  return path.replace(/(?<=[^/\\])\.[^./\\]*$/, '');
}

function clean(text: string): readonly string[] {
  const name = cleanName(text);
  return name === '' ? [] : [name];
}
