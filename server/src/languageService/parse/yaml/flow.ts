import { lineEnd } from './characters.ts';
import type { FlowPlace } from './flowLevels.ts';
import { FlowReader, type FlowScan, type MayEnd, type OpenFlow } from './flowReader.ts';
import type { Sink } from './sink.ts';

export type { FlowScan, MayEnd, OpenFlow };

/** Within how many characters of its bracket a collection that proves malformed is read as the rest of a line. */
const NEAR = 4096;

const NEVER: MayEnd = () => false;

/**
 * Reads the flow collection whose bracket is at `open`, into the sink. One that proves malformed near its bracket is
 * read to the end of that line only: what follows are block lines, and the bracket was just typed.
 */
export function scanFlow(
  text: string,
  open: number,
  place: FlowPlace,
  sink: Sink,
  mayEnd: MayEnd = NEVER,
): FlowScan {
  const scalars = sink.scalars.length;
  const comments = sink.comments.length;
  const mayEndFar: MayEnd = (at, depth) => at - open > NEAR && mayEnd(at, depth);
  const reader = new FlowReader({ text, at: open, limit: text.length, place, sink, mayEnd: mayEndFar });
  const scan = reader.read();
  if (!reader.isMalformed || scan.next - open > NEAR) return scan;
  sink.truncate(scalars, comments);
  return new FlowReader({ text, at: open, limit: lineEnd(text, open), place, sink, mayEnd: NEVER }).read();
}

/** Reads on in a collection that the segment before ended in. */
export function resumeFlow(text: string, at: number, open: OpenFlow, sink: Sink, mayEnd: MayEnd): FlowScan {
  return new FlowReader({ text, at, limit: text.length, place: open.place, sink, mayEnd, open }).read();
}
