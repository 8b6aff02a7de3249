import type { Format } from '../scan/scanOrder.ts';
import { reportJsonLine } from './jsonLines.ts';
import { lineReporter, type Reporter } from './reporter.ts';
import { reportText } from './text.ts';

/** The reporter of a format. */
export function createReporter(format: Format): Reporter {
  return lineReporter(format === 'text' ? reportText : reportJsonLine);
}
