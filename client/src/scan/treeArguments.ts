import type { ScanRange } from '../../../server/src/protocol.ts';
import { isRecord, isText } from '../shape.ts';

/** A file that a command of the tree is about, and the place in it. */
export interface TreePlace {
  readonly uri: string;
  readonly range?: ScanRange;
}

/** What the tree hands to its commands; undefined for whatever another extension passes. */
export function treePlace([node]: readonly unknown[]): TreePlace | undefined {
  if (!isRecord(node) || !isRecord(node['file'])) return undefined;
  const { uri } = node['file'];
  if (!isText(uri)) return undefined;
  const range = isRecord(node['secret']) ? readRange(node['secret']['range']) : undefined;
  return range ? { uri, range } : { uri };
}

function readRange(range: unknown): ScanRange | undefined {
  if (!isRecord(range)) return undefined;
  const [start, end] = [readPosition(range['start']), readPosition(range['end'])];
  return start && end ? { start, end } : undefined;
}

function readPosition(position: unknown): ScanRange['start'] | undefined {
  if (!isRecord(position)) return undefined;
  const { line, character } = position;
  return isIndex(line) && isIndex(character) ? { line, character } : undefined;
}

function isIndex(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}
