import type { ConfigDocument, LocatedScalar, PathSegment } from '../../configDocument.ts';

/** A place in a file, apart from where it is in the text. */
export interface KeyPlace {
  readonly document: number;
  readonly keyPath: readonly PathSegment[];
  /** Where the scalar was when it was last seen. */
  readonly scalarStart: number;
}

/** The scalars at a key path, as a key may be there twice: the one nearest to its last place first. */
export function scalarsAt(document: ConfigDocument, place: KeyPlace): readonly LocatedScalar[] {
  const found = document.blocks
    .filter((block) => block.document === place.document)
    .flatMap((block) => {
      const scalars = block.content.scalars.filter((scalar) => isAt(scalar, place.keyPath));
      return scalars.map((scalar) => ({
        block,
        scalar,
        start: block.start + scalar.start,
        end: block.start + scalar.end,
      }));
    });
  const distance = ({ start }: LocatedScalar): number => Math.abs(start - place.scalarStart);
  return found.sort((left, right) => distance(left) - distance(right));
}

function isAt(scalar: LocatedScalar['scalar'], keyPath: readonly PathSegment[]): boolean {
  if (scalar.depth !== keyPath.length || scalar.key !== keyPath.at(-1)) return false;
  return scalar.path.every((segment, index) => segment === keyPath[index]);
}
