import type { ChangedScalar, EditsToVerify } from './editToVerify.ts';
import { type Excerpt, excerptOf } from './excerpt.ts';
import { excerptsAround, isWhole } from './excerptsAround.ts';
import { applyAll, growthOf } from './fileEdits.ts';
import { nestsTooDeep } from './nesting.ts';
import { MAX_ORACLE_SIZE, outline, type OutlineNode, stringValue } from './oracle.ts';

/** `absent`: there is no part of the file with the value in it that the library accepts, or none small enough. */
export type Testimony = 'agrees' | 'disagrees' | 'absent';

/** Most text that the library is given for one file, in UTF-16 code units: about a second of its time. */
const MAX_READ = 1024 * 1024;

/**
 * What the strict parser of the format says about edits: that they change the values that our reader saw, to those
 * expected, and no other node. It reads the whole file when that is small, or else the largest part around each value that
 * it accepts; templates and broken text it cannot read. It never gets more than 32 Ki code units at once, nor 1 Mi in all,
 * of which each value has its share, and resolves no alias. Never throws.
 */
export function witness(check: EditsToVerify): Testimony {
  const hearing = new Hearing(check);
  let isAbsent = false;
  for (const change of check.changes) {
    const testimony = hearing.about(change);
    if (testimony === 'disagrees') return testimony;
    isAbsent ||= testimony === 'absent';
  }
  return isAbsent ? 'absent' : 'agrees';
}

class Hearing {
  readonly #check: EditsToVerify;
  /** What was said of changes that were in an excerpt for another one. */
  readonly #heard = new Set<ChangedScalar>();
  /** Excerpts that the library rejects. */
  readonly #rejected = new Set<string>();
  /** What may be read before and after the edits, for each of them. */
  readonly #share: number;
  #read = 0;

  constructor(check: EditsToVerify) {
    this.#check = check;
    this.#share = Math.floor(MAX_READ / 2 / check.changes.length);
  }

  about(change: ChangedScalar): Testimony {
    if (this.#heard.has(change)) return 'agrees';
    const { before } = this.#check;
    const growth = change.edits.reduce((sum, edit) => sum + growthOf(edit), 0);
    const whole = MAX_ORACLE_SIZE - Math.max(0, growth);
    const sizes = { whole, part: Math.min(whole, this.#share) };
    for (const excerpt of excerptsAround(before, change.moved, sizes)) {
      const testimony = this.#fromExcerpt(excerpt);
      if (testimony !== 'absent') return testimony;
    }
    return 'absent';
  }

  #fromExcerpt(excerpt: Excerpt): Testimony {
    const { text } = this.#check.before;
    const changes = this.#within(excerpt);
    if (!changes) return 'absent';
    const old = excerptOf(text, excerpt);
    const fresh = edited(old, excerpt, changes);
    const then = this.#mayRead(old, fresh) ? this.#old(old, excerpt) : undefined;
    if (!then) return 'absent';
    if (
      !changes.every(({ moved }) => then.some((node) => isValue(node, moved.scalar.value, isPlain(moved))))
    ) {
      // A part may have another meaning on its own than it has in the file. The file itself has not.
      return isWhole(excerpt, text) ? 'disagrees' : 'absent';
    }
    const now = this.#outline(fresh);
    if (changes.some((change) => isMisread(change, now))) return 'absent';
    if (!now || !areMoves(then, now, changes)) return 'disagrees';
    for (const change of changes) this.#heard.add(change);
    return 'agrees';
  }

  /** The changes in an excerpt; undefined when it cuts through one. */
  #within({ start, end }: Excerpt): readonly ChangedScalar[] | undefined {
    const touched = touchedBy({ start, end }, this.#check.changes);
    const isInside = ({ moved, edits }: ChangedScalar): boolean =>
      [moved, ...edits].every((range) => range.start >= start && range.end <= end);
    return touched.every(isInside) ? touched : undefined;
  }

  #mayRead(old: string, fresh: string): boolean {
    return (
      Math.max(old.length, fresh.length) <= MAX_ORACLE_SIZE &&
      this.#read + old.length + fresh.length <= MAX_READ
    );
  }

  #old(text: string, { start, end }: Excerpt): readonly OutlineNode[] | undefined {
    const name = `${start} ${end}`;
    if (this.#rejected.has(name)) return undefined;
    const nodes = this.#outline(text);
    if (!nodes) this.#rejected.add(name);
    return nodes;
  }

  /** Undefined when the library rejects the text, or may not be given it. */
  #outline(text: string): readonly OutlineNode[] | undefined {
    this.#read += text.length;
    return read(text, this.#check.before.format);
  }
}

/** The changes that a part of the file touches. They are in file order, and there may be very many of them. */
function touchedBy(
  { start, end }: Pick<Excerpt, 'start' | 'end'>,
  changes: readonly ChangedScalar[],
): readonly ChangedScalar[] {
  let [first, high] = [0, changes.length];
  while (first < high) {
    const middle = (first + high) >>> 1;
    if ((changes[middle]?.edits.at(-1)?.end ?? 0) <= start) first = middle + 1;
    else high = middle;
  }
  let last = first;
  while ((changes[last]?.edits[0]?.start ?? Infinity) < end) last += 1;
  return changes.slice(first, last);
}

/**
 * Whether the library does not see the value that a scalar gets back, or rejects it: a template, for example. It had
 * nothing to say when the reference took its place, either.
 */
function isMisread({ expected, restored }: ChangedScalar, now: readonly OutlineNode[] | undefined): boolean {
  return restored !== undefined && !now?.some((node) => isValue(node, expected, restored === 'plain'));
}

/** The text of an excerpt with the changes in it. */
function edited(old: string, { start, before }: Excerpt, changes: readonly ChangedScalar[]): string {
  const shift = before.length - start;
  const edits = changes.flatMap((change) => change.edits);
  return applyAll(
    old,
    edits.map((edit) => ({ ...edit, start: edit.start + shift, end: edit.end + shift })),
  );
}

function read(text: string, format: EditsToVerify['before']['format']): readonly OutlineNode[] | undefined {
  try {
    // To YAML a lone CR ends a line; to the library it does not.
    const source = format === 'yaml' ? text.replace(/\r(?!\n)/g, '\n') : text;
    return nestsTooDeep(source, format) ? undefined : outline(source, format);
  } catch {
    // Nothing is known to throw here; if something does, there is no witness.
    return undefined;
  }
}

function isPlain({ scalar }: ChangedScalar['moved']): boolean {
  return scalar.style === 'plain';
}

/**
 * Whether a node reads as the value that goes into Vault. A plain value that is no text to the library is put there as it
 * is written: a number must be equal, and `true`, `.inf` or `1_000` match whatever is no text.
 */
function isValue({ value }: OutlineNode, text: string, mayBePlain: boolean): boolean {
  if (value === undefined || value === stringValue(text)) return value !== undefined;
  if (!mayBePlain || value.startsWith(stringValue(''))) return false;
  const number = Number(text);
  return Number.isNaN(number) || value === `number=${number}`;
}

/** The nodes that differ are those of the changes, since all other text is equal and nodes come in its order. */
function areMoves(
  then: readonly OutlineNode[],
  now: readonly OutlineNode[],
  changes: readonly ChangedScalar[],
): boolean {
  if (now.length !== then.length || now.some(({ head }, index) => head !== then[index]?.head)) return false;
  const differing = now.flatMap((node, index) => (node.value === then[index]?.value ? [] : [index]));
  return (
    differing.length === changes.length &&
    changes.every((change, index) =>
      isChange(change, then[differing[index] ?? -1], now[differing[index] ?? -1]),
    )
  );
}

function isChange(
  { moved, expected, restored }: ChangedScalar,
  old: OutlineNode | undefined,
  fresh: OutlineNode | undefined,
): boolean {
  if (!old || !fresh || !isValue(old, moved.scalar.value, isPlain(moved))) return false;
  return isValue(fresh, expected, restored === 'plain');
}
