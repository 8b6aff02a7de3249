import type { ConfigDocument, LocatedScalar } from '../../languageService/configDocument.ts';
import type { ReferenceEdit } from '../../languageService/migration/edit.ts';
import type { SecretTarget } from '../../languageService/migration/moveResult.ts';
import type { Spelling } from '../../languageService/migration/spelling/spelling.ts';
import type { ReferenceFormat } from '../../languageService/references/formats/referenceFormat.ts';
import type { OffsetRange } from '../../languageService/references/reference.ts';
import type { KvVersion } from '../../languageService/secretStore.ts';

/** A secret, and the reference that shall stand in its place. */
export interface PlaceRequest {
  readonly document: ConfigDocument;
  readonly languageId: string;
  readonly located: LocatedScalar;
  /** In offsets of the file's text: the scalar, or a part of it. */
  readonly secret: OffsetRange;
  readonly target: SecretTarget;
  readonly format: ReferenceFormat;
  /** Of the target's mount: some dialects write `data/` for version 2. */
  readonly kvVersion: KvVersion;
}

export type Placement =
  | {
      readonly ok: true;
      /** What goes into Vault. */
      readonly value: string;
      /** Verified, in offsets of the file's text. */
      readonly edit: ReferenceEdit;
      /** What a program that reads the file resolves. */
      readonly reference: string;
      /** What the scalar reads as afterwards. */
      readonly expected: string;
      /** Absent where the original text cannot be made from the value again. */
      readonly spelling?: Spelling;
      /** Whether something of the scalar besides the secret stays. */
      readonly isPart: boolean;
    }
  /** `reason`: the beginning of a sentence, without the value. */
  | { readonly ok: false; readonly reason: string };

/** Makes the edit that puts a reference in a secret's place, or says why there is none. Never throws. */
export type PlaceReference = (request: PlaceRequest) => Placement;
