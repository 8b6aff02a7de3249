import type { Format } from '../scan/scanOrder.ts';
import { reportJsonLine } from './jsonLines.ts';
import { lineReporter, type Reporter } from './reporter.ts';
import { SarifReporter } from './sarif/sarifReporter.ts';
import { reportText } from './text.ts';

/** The reporter of a format. `root` is the absolute folder that reports name files from. */
export function createReporter(format: Format, root: string): Reporter {
  switch (format) {
    case 'text':
      return lineReporter(reportText);
    case 'jsonl':
      return lineReporter(reportJsonLine);
    case 'sarif':
      return new SarifReporter(root);
  }
}
