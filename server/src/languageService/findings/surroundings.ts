import type { Sibling } from './collections.ts';
import type { DocumentSight, Side } from './documentSight.ts';
import type { FileClass } from './fileClass.ts';
import type { RootFacts } from './rootFacts.ts';
import type { RuleSet } from './ruleSet.ts';
import type { SiblingKey } from './siblingKeys.ts';

/** All that the findings in a block depend on besides its content. */
export interface Surroundings {
  readonly fileClass: FileClass;
  /** Its identity stands for what it says. */
  readonly ruleSet: RuleSet;
  readonly root: RootFacts;
  readonly sight: DocumentSight;
  /** Which block of its document it is. */
  readonly index: number;
}

/** Something that was asked of other blocks, and what they said. */
interface Answer {
  readonly side: Side;
  readonly depth: number;
  readonly key: SiblingKey;
  readonly value: string | undefined;
  readonly kind: Sibling['kind'] | undefined;
}

/** What the findings of a block were found from: where all of it holds again, so do they. Holds no text of a file. */
export class Premises {
  readonly #fileClass: FileClass;
  readonly #ruleSet: RuleSet;
  readonly #root: RootFacts;
  readonly #openAtStart: number;
  readonly #openAtEnd: number;
  readonly #answers: readonly Answer[];
  readonly #itemBefore: { readonly value: string | undefined } | undefined;

  constructor(
    from: Surroundings,
    answers: readonly Answer[],
    itemBefore?: { readonly value: string | undefined },
  ) {
    this.#fileClass = from.fileClass;
    this.#ruleSet = from.ruleSet;
    this.#root = from.root;
    this.#openAtStart = from.sight.openAtStart(from.index);
    this.#openAtEnd = from.sight.openAtStart(from.index + 1);
    this.#answers = answers;
    this.#itemBefore = itemBefore;
  }

  /** Whether the same would be found in other surroundings. */
  hold({ fileClass, ruleSet, root, sight, index }: Surroundings): boolean {
    return (
      this.#fileClass === fileClass &&
      this.#ruleSet === ruleSet &&
      this.#root.kind === root.kind &&
      this.#root.type === root.type &&
      this.#openAtStart === sight.openAtStart(index) &&
      this.#openAtEnd === sight.openAtStart(index + 1) &&
      (this.#itemBefore === undefined || this.#itemBefore.value === sight.itemBefore(index)) &&
      this.#answers.every(({ side, depth, key, value, kind }) => {
        const found = sight.member(index, side, depth, key);
        return found?.value === value && found?.kind === kind;
      })
    );
  }
}

/** Asks the surroundings of a block, and remembers what it asked. */
export class Inquiry {
  readonly surroundings: Surroundings;
  readonly #answers = new Map<string, Answer>();
  #itemBefore: { readonly value: string | undefined } | undefined;

  constructor(surroundings: Surroundings) {
    this.surroundings = surroundings;
  }

  /** How many collections, from the root, go on over an end of the block. */
  open(side: Side): number {
    const { sight, index } = this.surroundings;
    return sight.openAtStart(side === 'start' ? index : index + 1);
  }

  /** The member of a collection that goes on over an end of the block. */
  member(side: Side, depth: number, key: SiblingKey): Sibling | undefined {
    const { sight, index } = this.surroundings;
    const found = sight.member(index, side, depth, key);
    this.#answers.set(`${side} ${depth} ${key}`, {
      side,
      depth,
      key,
      value: found?.value,
      kind: found?.kind,
    });
    return found;
  }

  /** The value of the item before the block's first scalar in the same list. */
  itemBefore(): string | undefined {
    const { sight, index } = this.surroundings;
    this.#itemBefore ??= { value: sight.itemBefore(index) };
    return this.#itemBefore.value;
  }

  /** What was asked so far. */
  get premises(): Premises {
    return new Premises(this.surroundings, [...this.#answers.values()], this.#itemBefore);
  }
}
