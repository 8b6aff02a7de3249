import type { Confidence } from '../../languageService/findings/finding.ts';
import { printable } from '../../printable.ts';
import type { Colour, Paint } from '../terminal/colours.ts';
import type { ReportedFinding } from './reporter.ts';

const colours: Readonly<Record<Confidence, Colour>> = {
  certain: 'red',
  high: 'red',
  medium: 'yellow',
  low: 'dim',
};

/** `file:line:column rule (confidence) reason`, which terminals and editors make a link of. */
export function textLine(paint: Paint): (found: ReportedFinding) => string {
  return ({ file, finding: { rule, confidence, reason, range } }) => {
    const place = `${file.shown}:${range.start.line + 1}:${range.start.character + 1}`;
    const how = paint(colours[confidence], `${printable(rule)} (${confidence})`);
    return `${paint('cyan', printable(place))} ${how} ${printable(reason)}\n`;
  };
}
