import type { BlockContent } from '../configDocument.ts';
import {
  indexCollections,
  isNextItem,
  type Collection,
  type CollectionIndex,
  type Sibling,
} from './collections.ts';
import type { FileClass } from './fileClass.ts';
import type { RuleContext } from './rule.ts';
import type { SiblingKey } from './siblingKeys.ts';
import type { Inquiry } from './surroundings.ts';

/** The collections of one block, and what it is surrounded by. The index is made when a rule first asks. */
export class BlockContext {
  readonly inquiry: Inquiry;
  readonly content: BlockContent;
  #index: CollectionIndex | undefined;

  constructor(content: BlockContent, inquiry: Inquiry) {
    this.content = content;
    this.inquiry = inquiry;
  }

  /** The collection that a scalar, given by its number, is directly in. */
  collectionOf(scalar: number): Collection | undefined {
    this.#index ??= indexCollections(this.content.scalars);
    return this.#index.of[scalar];
  }

  /** The scalar under a key in a collection of the block, wherever in the document. */
  member(collection: Collection, key: SiblingKey): Sibling | undefined {
    const { depth, members } = collection;
    if (this.#index?.first[depth] === collection && depth < this.inquiry.open('start')) {
      return this.inquiry.member('start', depth, key);
    }
    if (this.#index?.last[depth] === collection && depth < this.inquiry.open('end')) {
      return this.inquiry.member('end', depth, key);
    }
    return members?.get(key);
  }
}

/** The surroundings of one scalar of a block. */
export class ScalarContext implements RuleContext {
  readonly #block: BlockContext;
  readonly #scalar: number;

  constructor(block: BlockContext, scalar: number) {
    this.#block = block;
    this.#scalar = scalar;
  }

  get fileClass(): FileClass {
    return this.#block.inquiry.surroundings.fileClass;
  }

  beside(key: SiblingKey): Sibling | undefined {
    const own = this.#block.collectionOf(this.#scalar);
    return own && this.#block.member(own, key);
  }

  before(): string | undefined {
    if (this.#scalar === 0) return this.#block.inquiry.itemBefore();
    const { scalars } = this.#block.content;
    const before = scalars[this.#scalar - 1];
    const own = scalars[this.#scalar];
    return before && own && isNextItem(before.path, own.path) ? before.value : undefined;
  }

  kind(): string | undefined {
    return this.#nearest(this.#block.collectionOf(this.#scalar), 'kind') ?? this.#root.kind;
  }

  kindAbove(): string | undefined {
    return this.#nearest(this.#block.collectionOf(this.#scalar)?.parent, 'kind') ?? this.#root.kind;
  }

  type(): string | undefined {
    return this.#nearest(this.#block.collectionOf(this.#scalar), 'type') ?? this.#root.type;
  }

  get #root(): { readonly kind: string | undefined; readonly type: string | undefined } {
    return this.#block.inquiry.surroundings.root;
  }

  /** The value of `key` in the innermost mapping below the root, from one on outwards. */
  #nearest(from: Collection | undefined, key: SiblingKey): string | undefined {
    const path = this.#block.content.scalars[this.#scalar]?.path ?? [];
    for (let at = from; at && at.depth > 0; at = at.parent) {
      // A list has no keys, and those around most blocks are lists.
      if (typeof path[at.depth] === 'number') continue;
      const found = this.#block.member(at, key);
      if (found) return found.value;
    }
    return undefined;
  }
}
