import type { Format } from '../scan/scanOrder.ts';
import { type Paint, plain } from '../terminal/colours.ts';
import { reportJsonLine } from './jsonLines.ts';
import { lineReporter, type Reporter } from './reporter.ts';
import { SarifReporter } from './sarif/sarifReporter.ts';
import { textLine } from './text.ts';

/** The reporter of a format. `root` is the absolute folder that reports name files from; only text has colours. */
export function createReporter(format: Format, root: string, paint: Paint = plain): Reporter {
  switch (format) {
    case 'text':
      return lineReporter(textLine(paint));
    case 'jsonl':
      return lineReporter(reportJsonLine);
    case 'sarif':
      return new SarifReporter(root);
  }
}
