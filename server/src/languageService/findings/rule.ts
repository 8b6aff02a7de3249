import type { ConfigScalar } from '../configDocument.ts';
import type { Sibling } from './collections.ts';
import type { FileClass } from './fileClass.ts';
import type { Confidence } from './finding.ts';
import type { SiblingKey } from './siblingKeys.ts';

/** A part of a scalar's value. Offsets are in the value, UTF-16, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A secret that a rule found in one scalar. */
export interface RuleHit extends Span {
  readonly confidence: Confidence;
  /** One sentence a person can act on; constant text, so it cannot hold the value. */
  readonly reason: string;
}

/** What surrounds a scalar, as far as rules may look at it; the same however the file is cut into blocks. */
export interface RuleContext {
  readonly fileClass: FileClass;
  /** The scalar under `key` in the mapping that holds this one; undefined when there is none. */
  beside(key: SiblingKey): Sibling | undefined;
  /** The value of the item before this one in the same list; undefined when it is none or no scalar. */
  before(): string | undefined;
  /** `kind` of the resource that the scalar belongs to; undefined when no mapping that holds it states one. */
  kind(): string | undefined;
  /** The same without the mapping that holds the scalar directly: an entry of `data` may be called `kind`. */
  kindAbove(): string | undefined;
  /** `type` of that resource (Sensu resources state it in place of `kind`). */
  type(): string | undefined;
}

/** A small file that shows what a rule is for. `⟦` and `⟧` enclose each secret; a negative has no marks. */
export interface RuleExample {
  readonly text: string;
  /** Why the text is, or is not, a finding of this rule. */
  readonly because: string;
  /** Slash path of the file; `config.yaml` when absent. A name that ends in `.json` makes it JSON. */
  readonly fileName?: string;
}

/** One kind of plaintext secret. A rule never throws, and runs in time linear in the value. */
export interface Rule {
  /** Dotted or dashed, stable: users name it in comments and settings. */
  readonly id: string;
  /** What is found, as a noun phrase. */
  readonly description: string;
  /** Whether it also runs where keys mean nothing: schemas, translations, lock files. */
  readonly isFormat: boolean;
  /** A person's own: its confidence is what they said, in every class of file. */
  readonly isFromSettings?: boolean;
  /** Traits (see `traits.ts`) of which a scalar must have at least one for the rule to find anything in it. */
  readonly traits: number;
  readonly examples: {
    readonly positive: readonly RuleExample[];
    readonly negative: readonly RuleExample[];
  };
  find(scalar: ConfigScalar, context: RuleContext): Iterable<RuleHit>;
}
