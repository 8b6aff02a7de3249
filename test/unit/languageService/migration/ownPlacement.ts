import type { ConfigDocument, LocatedScalar } from '../../../../server/src/languageService/configDocument.ts';
import type { PlacementAnswer } from '../../../../server/src/languageService/migration/placement/placement.ts';
import { placeReference } from '../../../../server/src/languageService/migration/placement/placeReference.ts';
import type { OffsetRange } from '../../../../server/src/languageService/references/reference.ts';

/** Places `reference`, whatever it is, as our own form is placed. */
export function placeOwn(
  document: ConfigDocument,
  located: LocatedScalar,
  secret: OffsetRange,
  reference: string,
): PlacementAnswer {
  const target = { mount: 'secret', path: 'app', key: 'pw' };
  return placeReference({
    document,
    located,
    secret,
    target,
    format: 'own',
    writeReference: () => reference,
  });
}
