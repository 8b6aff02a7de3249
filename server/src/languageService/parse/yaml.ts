import type { Refusal } from '../configDocument.ts';
import { type FileBudget, TOO_MANY } from './guards.ts';
import { maskTemplates } from './masking.ts';
import { isRefusal, type Reading } from './reading.ts';
import { type ReadPart, Recovery } from './recovery.ts';
import { normaliseLoneBreaks, repairLines } from './repair.ts';
import type { Restore } from './yamlScalars.ts';
import { readSlice, type SliceReading } from './yamlSlice.ts';

const AS_PARSED: Restore = (value) => value;

/**
 * Reads the text of one YAML document: as it stands; if it is malformed then with templates masked and stray marks
 * made harmless; and if that is malformed too, entry by entry. Returns what could be read, or why it was refused.
 */
export function parseYaml(source: string, { reading, recovery }: FileBudget): Reading | Refusal {
  const text = normaliseLoneBreaks(source);
  const masked = maskTemplates(text);
  const asWritten = readSlice({
    text,
    base: 0,
    restore: AS_PARSED,
    budget: reading,
    stopAtTemplate: masked !== undefined,
  });
  if (asWritten === TOO_MANY || isClean(asWritten)) return asWritten;
  const restore: Restore = masked ? masked.restore.bind(masked) : AS_PARSED;
  const repaired = repairLines(masked?.text ?? text);
  const attempt =
    repaired === text ? asWritten : readSlice({ text: repaired, base: 0, restore, budget: reading });
  if (isClean(attempt)) return attempt;
  const readPart: ReadPart = (part, base) => readSlice({ text: part, base, restore, budget: recovery });
  const recovered = new Recovery(readPart, recovery).recover(repaired, attempt);
  return isRefusal(recovered) ? attempt : recovered;
}

function isClean(attempt: SliceReading | Refusal): boolean {
  return !isRefusal(attempt) && attempt.clean;
}
