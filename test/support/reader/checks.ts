import { type ConfigDocument, locatedScalars } from '../../../server/src/languageService/configDocument.ts';
import { parseConfig, readWith } from '../../../server/src/languageService/parse/index.ts';
import type { Cut } from '../../../server/src/languageService/parse/segment.ts';
import { compareText } from '../../../scripts/reader/compareText.ts';
import { MODES, readCut } from '../../../scripts/reader/modes.ts';
import { findTemplates } from '../../../scripts/reader/templates.ts';
import { decodesTo } from './decoding.ts';
import { applyEdit } from './edits.ts';
import type { Check, ReaderCase } from './readerCase.ts';
import { CUTS } from './rereading.ts';
import { differenceOf } from './sameReading.ts';

/** Every range lies in the text, in order and within its block; the blocks are the text; every scalar is found at its place. */
export const isSound: Check = ({ text, languageId }) => {
  const document = parseConfig(text, languageId);
  return problemOfBlocks(document) ?? problemOfScalars(document);
};

/** However the text is cut into blocks, its scalars and comments are the same. */
export const isCutAnywhere: Check = ({ text, languageId }) => {
  const [whole, ...others] = MODES.map((mode) => readCut(text, languageId, mode));
  if (!whole) return 'no modes';
  for (const [index, other] of others.entries()) {
    const difference = differenceOf(whole, other) ?? problemOfBlocks(other);
    if (difference !== undefined) return `cut ${MODES[index + 1] ?? ''}: ${difference}`;
  }
  return undefined;
};

/** After each edit, what is read with the help of the reading before equals what is read afresh, however it is cut. */
export const isMemoised: Check = (edited) => {
  for (const [name, cut] of Object.entries(CUTS)) {
    const difference = differenceAfterEdits(edited, cut);
    if (difference !== undefined) return `cut ${name}, ${difference}`;
  }
  return undefined;
};

function differenceAfterEdits({ text, languageId, edits }: ReaderCase, cut: Cut): string | undefined {
  let current = text;
  let document = readWith(text, languageId, cut);
  for (const [index, edit] of edits.entries()) {
    current = applyEdit(current, edit);
    document = readWith(current, languageId, cut, document);
    const fresh = readWith(current, languageId, cut);
    const difference = differenceOf(fresh, document) ?? problemOfBlocks(document);
    if (difference !== undefined) return `after edit ${index + 1} of ${edits.length}: ${difference}`;
  }
  return undefined;
}

/** A text that the strict parser accepts is read like that, however it is cut. */
export const isLikeOracle: Check = ({ text, languageId }) => {
  const comparison = compareText(text, languageId, true);
  if ('rejected' in comparison) return undefined;
  if (comparison.isMasked ? hasOddActions(text) : OPENER.test(text)) return undefined;
  const [difference] = comparison.differences;
  return difference && `${difference.modes.join(', ')}: ${difference.what}`;
};

/** To the parser, in a text that it accepts as it is, an action is text or a collection; to our reader it is an action. */
const OPENER = /\{\{|\{%|\{#|<%/;

/**
 * Whether there is an action that no two readers agree on in random text: it is unclosed, spans lines, stands in a tag or
 * anchor, or may stand between a key of a flow collection and its colon; or quotes around it may be those of two
 * scalars. The corpus has those that mean something.
 */
function hasOddActions(text: string): boolean {
  const templates = findTemplates(text);
  const openers = text.match(/\{\{|\{%|\{#|<%/g)?.length ?? 0;
  const isOdd = ({ start, end }: { start: number; end: number }): boolean => ODD.test(text.slice(start, end));
  return (
    openers > templates.length || templates.some(isOdd) || IN_PROPERTY.test(text) || mayBeInFlowKey(text)
  );
}

/** A line break, or a quote beside a comma or with no other on the line. */
const ODD = /[\r\n]|",|,"|^[^"]*"(?:[^"]*"[^"]*")*[^"]*$/;

const IN_PROPERTY = /[!&*]\S*(?:\{\{|\{%|\{#|<%)/;

function mayBeInFlowKey(text: string): boolean {
  return /[[{]/.test(withoutTemplates(text)) && /^[ \t]*:/m.test(text);
}

function withoutTemplates(text: string): string {
  return findTemplates(text).reduceRight(
    (rest, { start, end }) => rest.slice(0, start) + rest.slice(end),
    text,
  );
}

function problemOfBlocks({ blocks, text, refusal }: ConfigDocument): string | undefined {
  let covered = 0;
  for (const { start, content } of blocks) {
    if (start !== covered) return `block starts at ${start}, not at ${covered}`;
    covered += content.text.length;
    if (text.slice(start, covered) !== content.text) return `block at ${start} has another text`;
    let last = 0;
    for (const comment of content.comments) {
      if (comment.start < last || comment.end <= comment.start)
        return `comment at ${start + comment.start} is out of order`;
      last = comment.end;
    }
    if (last > content.text.length) return `comment of the block at ${start} ends outside`;
  }
  if (covered === text.length || (refusal && refusal.limit !== 'depth')) return undefined;
  return `blocks cover ${covered} of ${text.length} characters`;
}

function problemOfScalars(document: ConfigDocument): string | undefined {
  let last = 0;
  for (const located of locatedScalars(document)) {
    const { block, scalar, start, end } = located;
    const name = `scalar ${JSON.stringify(scalar.path)} ${start}-${end}`;
    if (start < last || end < start || start < block.start) return `${name} is out of order`;
    if (end > block.start + block.content.text.length) return `${name} ends outside of its block`;
    const raw = document.text.slice(start, end);
    if (!decodesTo(raw, scalar, document.format))
      return `${name} ${scalar.style}: ${JSON.stringify(raw)} is not ${JSON.stringify(scalar.value)}`;
    const found = document.scalarAt(end);
    // Two that touch, as an empty one before another, are both right.
    if (!found || found.start > end) return `${name} is not found at its end`;
    if (end - start > 1 && document.scalarAt(start + 1)?.scalar !== scalar)
      return `${name} is not found inside`;
    last = end;
  }
  return undefined;
}
