import type { ScanFinding } from '../../scanFinding.ts';
import { entryPath } from '../entryPath.ts';
import type { FindingMarker } from '../findingMarks.ts';
import { createMarker } from '../marks.ts';
import type { PeerBaseline, PeerFinding } from './peerBaseline.ts';

type Place = Pick<ScanFinding, 'rule' | 'keyPath' | 'range'>;

/** Marks the findings that another scanner's baseline is about, and knows which of its own had none. */
export class PeerMarks {
  readonly #byFile = new Map<string, PeerFinding[]>();
  readonly #folder: string;
  readonly #used = new Set<PeerFinding>();
  readonly #mark;

  /** `folder`: that of our baseline, which theirs names files from. */
  constructor(peer: PeerBaseline, folder: string, salt: string) {
    this.#folder = folder;
    this.#mark = createMarker(salt);
    for (const finding of peer.findings) {
      const known = this.#byFile.get(finding.file);
      if (known) known.push(finding);
      else this.#byFile.set(finding.file, [finding]);
    }
  }

  /** How many of theirs have been found by us. */
  get used(): number {
    return this.#used.size;
  }

  /** The mark of a finding that is in their baseline; undefined for every other. */
  readonly markIn: FindingMarker = (absolute, finding, value) => {
    const file = entryPath(this.#folder, absolute);
    if (file === undefined) return undefined;
    const theirs = [...(this.#byFile.get(file) ?? []), ...(this.#byFile.get(absolute) ?? [])];
    const fitting = theirs.filter((one) => one.fits(value, linesOf(finding)));
    fitting.forEach((one) => this.#used.add(one));
    return fitting.length === 0 ? undefined : this.#mark(value);
  };
}

function linesOf({ range }: Place): { readonly first: number; readonly last: number } {
  return { first: range.start.line + 1, last: range.end.line + 1 };
}
