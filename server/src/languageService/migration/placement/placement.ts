import type { ConfigDocument, LocatedScalar } from '../../configDocument.ts';
import type { ReferencePlace } from '../../references/formats/place.ts';
import type { ReferenceFormat } from '../../references/formats/referenceFormat.ts';
import type { OffsetRange } from '../../references/reference.ts';
import type { ReferenceEdit } from '../edit.ts';
import type { KvVersion } from '../../secretStore.ts';
import type { SecretTarget } from '../moveResult.ts';
import type { Spelling } from '../spelling/spelling.ts';

/** Writes references: that of `references/formats`, or another for tests. */
export type WriteReference = (
  format: ReferenceFormat,
  target: SecretTarget,
  place: ReferencePlace,
) => string | undefined;

export interface PlacementRequest {
  readonly document: ConfigDocument;
  readonly located: LocatedScalar;
  /** Absolute offsets of the secret: the whole value text of the scalar, or a part of it. */
  readonly secret: OffsetRange;
  readonly target: SecretTarget;
  readonly format: ReferenceFormat;
  /** Of the target's mount; 2 when left out. Some dialects write `data/` then. */
  readonly kvVersion?: KvVersion;
  readonly writeReference?: WriteReference;
}

/** How a reference takes the place of a secret. It holds the value, so it stays in the process. */
export interface Placement {
  readonly ok: true;
  readonly located: LocatedScalar;
  /** What goes into Vault. */
  readonly value: string;
  /** Not verified yet: see planEdits.ts. */
  readonly edit: ReferenceEdit;
  /** The reference as its dialect writes it. */
  readonly reference: string;
  /** The part of the scalar's decoded value that is replaced, and what stands there afterwards. */
  readonly replaced: OffsetRange;
  readonly inserted: string;
  /** The decoded value of the whole scalar afterwards. */
  readonly expected: string;
  /** Absent where the bytes cannot be made from the value again. */
  readonly spelling?: Spelling;
  /** Whether other text stays in the scalar. */
  readonly isPart: boolean;
}

export type PlacementAnswer =
  | Placement
  /** `reason`: the beginning of a sentence, without the value. */
  | { readonly ok: false; readonly reason: string };
