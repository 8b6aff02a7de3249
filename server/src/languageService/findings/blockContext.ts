import type { BlockContent, ConfigScalar, PathSegment } from '../configDocument.ts';
import type { RootFacts } from './documentFacts.ts';
import type { FileClass } from './fileClass.ts';
import type { RuleContext } from './rule.ts';

/** The surroundings of the scalars of one block. The index is made when a rule first asks for a neighbour. */
export class BlockContext implements RuleContext {
  readonly fileClass: FileClass;
  readonly #content: BlockContent;
  readonly #root: RootFacts;
  #index: ReadonlyMap<string, ConfigScalar> | undefined;

  constructor(content: BlockContent, fileClass: FileClass, root: RootFacts) {
    this.fileClass = fileClass;
    this.#content = content;
    this.#root = root;
  }

  at(parent: readonly PathSegment[], key: PathSegment): ConfigScalar | undefined {
    this.#index ??= new Map(this.#content.scalars.map((scalar) => [joinPath(scalar.path), scalar]));
    return this.#index.get(joinPath([...parent, key]));
  }

  kindOf(path: readonly PathSegment[]): string | undefined {
    return this.#nearest(path, 'kind') ?? this.#root.kind;
  }

  typeOf(path: readonly PathSegment[]): string | undefined {
    return this.#nearest(path, 'type') ?? this.#root.type;
  }

  /** The value of `key` in the innermost mapping below the root that holds the path. */
  #nearest(path: readonly PathSegment[], key: string): string | undefined {
    for (let depth = path.length - 1; depth > 0; depth -= 1) {
      const found = this.at(path.slice(0, depth), key);
      if (found) return found.value;
    }
    return undefined;
  }
}

function joinPath(path: readonly PathSegment[]): string {
  return path.join('\u0000');
}
