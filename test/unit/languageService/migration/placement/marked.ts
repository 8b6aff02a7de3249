import type {
  ConfigDocument,
  LocatedScalar,
} from '../../../../../server/src/languageService/configDocument.ts';
import type { MovedEntry } from '../../../../../server/src/languageService/migration/placement/movedEntry.ts';
import type {
  Placement,
  PlacementAnswer,
} from '../../../../../server/src/languageService/migration/placement/placement.ts';
import { placeReference } from '../../../../../server/src/languageService/migration/placement/placeReference.ts';
import { parseConfig } from '../../../../../server/src/languageService/parse/index.ts';
import type { ReferenceFormat } from '../../../../../server/src/languageService/references/formats/referenceFormat.ts';
import type { OffsetRange } from '../../../../../server/src/languageService/references/reference.ts';

/** A text with secrets, which `⟦` and `⟧` stood around. */
export interface Marked {
  readonly document: ConfigDocument;
  readonly languageId: string;
  readonly text: string;
  readonly secrets: readonly OffsetRange[];
}

export function marked(text: string, languageId = 'yaml'): Marked {
  const secrets: OffsetRange[] = [];
  let plain = '';
  for (const piece of text.split('⟦')) {
    const end = piece.indexOf('⟧');
    if (end !== -1) secrets.push({ start: plain.length, end: plain.length + end });
    plain += piece.replace('⟧', '');
  }
  return { document: parseConfig(plain, languageId), languageId, text: plain, secrets };
}

/** Places a reference for each secret, to keys `k0`, `k1` and on, unless a key is given. */
export function placeAll(
  { document, secrets }: Marked,
  format: ReferenceFormat,
  key?: string,
): readonly PlacementAnswer[] {
  return secrets.map((secret, index) =>
    placeReference({
      document,
      located: scalarOf(document, secret),
      secret,
      target: { mount: 'secret', path: 'app', key: key ?? `k${index}` },
      format,
    }),
  );
}

/** The same, where every secret has a place. */
export function placements(text: Marked, format: ReferenceFormat, key?: string): readonly Placement[] {
  return placeAll(text, format, key).map((answer) => {
    if (!answer.ok) throw new Error(answer.reason);
    return answer;
  });
}

function scalarOf(document: ConfigDocument, { start }: OffsetRange): LocatedScalar {
  const located = document.scalarAt(start);
  if (!located) throw new Error('no scalar there');
  return located;
}

/** What a journal keeps of a placement. */
export function entryOf({ located, edit, reference, spelling }: Placement): MovedEntry {
  return {
    document: located.block.document,
    keyPath: located.scalar.path,
    scalarStart: located.start,
    scalarEnd: located.end,
    start: edit.start,
    end: edit.end,
    reference,
    written: edit.newText,
    ...(spelling ? { spelling } : {}),
  };
}
