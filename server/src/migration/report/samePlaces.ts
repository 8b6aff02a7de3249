import { TextDocument } from 'vscode-languageserver-textdocument';
import { locatedScalars } from '../../languageService/configDocument.ts';
import type { OffsetRange } from '../../languageService/references/reference.ts';
import type { Plan, PlanFile } from '../plan/plan.ts';
import { ManyTexts } from './manyTexts.ts';
import { outside } from './ranges.ts';
import type { SamePlace } from './report.ts';

/** Shorter values are words that stand in many places: they are only the same where they are a whole value. */
const MIN_LENGTH = 8;

/**
 * Other places of a plan's files that hold a value which was moved: as a whole value, or within any text. `moved`: ids of
 * the entries whose reference is in its file. Linear.
 */
export function samePlaces(plan: Plan, moved: ReadonlySet<string>): readonly SamePlace[] {
  const holes = new Map<string, OffsetRange[]>(plan.files.map(({ uri }) => [uri, []]));
  const texts = new Map(plan.files.map(({ uri, document }) => [uri, document.text]));
  const values = new Set<string>();
  for (const { entry, value, edit } of plan.moves.values()) {
    if (!moved.has(entry.id)) continue;
    holes.get(entry.uri)?.push(edit);
    // As it is written as well: base64 hides the value.
    for (const text of [value, texts.get(entry.uri)?.slice(edit.start, edit.end)]) if (text) values.add(text);
  }
  const search = new ManyTexts([...values].filter((value) => value.length >= MIN_LENGTH));
  return plan.files.flatMap((file) => {
    const found = [...search.find(file.document.text), ...equalScalars(file, values)];
    return linesOf(file, outside(found, holes.get(file.uri) ?? []));
  });
}

function equalScalars({ document }: PlanFile, values: ReadonlySet<string>): readonly OffsetRange[] {
  return [...locatedScalars(document)].filter(({ scalar }) => values.has(scalar.value));
}

function linesOf({ uri, path, document }: PlanFile, ranges: readonly OffsetRange[]): readonly SamePlace[] {
  const text = TextDocument.create(uri, '', 0, document.text);
  const lines = new Set(ranges.map(({ start }) => text.positionAt(start).line + 1));
  return [...lines].sort((left, right) => left - right).map((line) => ({ file: path, line }));
}
