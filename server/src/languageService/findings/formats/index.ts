import { aiRows } from './ai.ts';
import { businessRows } from './business.ts';
import { cloudRows } from './cloud.ts';
import { codeRows } from './code.ts';
import { messagingRows } from './messaging.ts';
import { operationsRows } from './operations.ts';
import { formatsOf, type TokenFormat } from './tokenFormat.ts';

/** All formats, one per mark. Of two with the same mark the earlier one is tried first. */
export function tokenFormats(): readonly TokenFormat[] {
  return formatsOf([
    ...aiRows,
    ...businessRows,
    ...cloudRows,
    ...codeRows,
    ...messagingRows,
    ...operationsRows,
  ]);
}
