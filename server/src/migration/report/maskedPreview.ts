import { mask } from '../../languageService/markdown.ts';
import type { ReferenceEdit } from '../../languageService/migration/edit.ts';
import type { OffsetRange } from '../../languageService/references/reference.ts';
import type { Plan } from '../plan/plan.ts';
import { ManyTexts } from './manyTexts.ts';
import { outside } from './ranges.ts';

/** Shorter values are not looked for elsewhere: they would be found in every word. */
const MIN_LENGTH = 4;

/** A file before and after a run, for a diff. */
export interface MaskedPreview {
  readonly before: string;
  readonly after: string;
  readonly languageId: string;
}

/**
 * A file of a plan before and after the ticked entries are moved, without any value that the plan knows: each has the same
 * mask in its place, whatever its length and lines, and so has each other place where one stands. References are shown as
 * they will be written. Undefined where the plan has no such file. Linear.
 */
export function maskedPreview(plan: Plan, uri: string): MaskedPreview | undefined {
  const file = plan.files.find((one) => one.uri === uri);
  if (!file) return undefined;
  const { text } = file.document;
  const entries = plan.entries.filter((entry) => entry.uri === uri);
  const moved = entries.flatMap(({ id, isOn }) => (isOn ? (plan.moves.get(id)?.edit ?? []) : []));
  const hidden = outside(
    entries.map(({ finding }) => finding),
    moved,
  );
  const values = new ManyTexts(knownValues(plan));
  const hide = ({ start, end }: OffsetRange): ReferenceEdit => ({ start, end, newText: mask });
  const before = masked(text, [...moved, ...hidden].map(hide), values);
  const after = masked(text, [...moved, ...hidden.map(hide)], values);
  return { before, after, languageId: file.languageId };
}

/** Values as they are, and as they are written at their places. */
function* knownValues({ files, entries, moves }: Plan): Iterable<string> {
  const texts = new Map(files.map(({ uri, document }) => [uri, document.text]));
  for (const { value } of moves.values()) if (value.length >= MIN_LENGTH) yield value;
  for (const { uri, finding } of entries) {
    const written = texts.get(uri)?.slice(finding.start, finding.end) ?? '';
    if (written.length >= MIN_LENGTH) yield written;
  }
}

function masked(text: string, edits: readonly ReferenceEdit[], values: ManyTexts): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, newText } of edits.toSorted((left, right) => left.start - right.start)) {
    parts.push(withoutValues(text.slice(at, start), values), newText);
    at = end;
  }
  return parts.join('') + withoutValues(text.slice(at), values);
}

function withoutValues(text: string, values: ManyTexts): string {
  let [result, at] = ['', 0];
  for (const { start, end } of values.find(text)) {
    result += text.slice(at, start) + mask;
    at = end;
  }
  return result + text.slice(at);
}
