import type { BlockContent, ConfigComment } from '../configDocument.ts';
import type { Memory } from '../memory.ts';
import type { PlacedScalar } from './scalar.ts';
import type { Segment } from './segment.ts';

/** Content whose scalars can be moved to other paths. */
export interface PlacedContent extends BlockContent {
  readonly scalars: readonly PlacedScalar[];
  readonly firstScalar: PlacedScalar | undefined;
  readonly lastScalar: PlacedScalar | undefined;
}

/** Content as it was read. */
export class ReadContent implements PlacedContent {
  readonly text: string;
  readonly scalars: readonly PlacedScalar[];
  readonly comments: readonly ConfigComment[];
  readonly shape: Memory;

  constructor({ text, scalars, comments }: Pick<Segment, 'text' | 'scalars' | 'comments'>, shape: Memory) {
    this.text = text;
    this.scalars = scalars;
    this.comments = comments;
    this.shape = shape;
  }

  get firstScalar(): PlacedScalar | undefined {
    return this.scalars[0];
  }

  get lastScalar(): PlacedScalar | undefined {
    return this.scalars.at(-1);
  }
}
