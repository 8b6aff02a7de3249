import type { LocatedScalar } from '../languageService/configDocument.ts';
import type { DocumentView } from '../languageService/features/documentView.ts';
import type { Finding } from '../languageService/findings/finding.ts';
import { secretText } from '../languageService/findings/secretText.ts';
import { MemoryKey } from '../languageService/memory.ts';
import { keyPattern } from '../scan/baseline/keyPattern.ts';
import type { AsyncMarker } from '../scan/baseline/marks.ts';
import { keyPathText } from '../scan/keyPathText.ts';
import type { FileEntries, PlacedFinding } from './fileEntries.ts';

/** What is known of a finding as long as its block and the baseline stay. */
interface Known {
  readonly pattern: string;
  /** Undefined where no entry can be about it. */
  readonly mark: string | undefined;
}

/** Of the findings in a block, by their offsets in it. No index of a list is in it, so a moved block keeps it. */
interface Memo {
  readonly entries: FileEntries;
  readonly known: Map<string, Known>;
}

const memoKey = new MemoryKey<Memo>();

interface PlacedOf extends PlacedFinding {
  readonly finding: Finding;
}

/**
 * A view without the findings that entries accept. What an edit left alone is not hashed again, and nothing is waited for
 * where there is nothing to hash.
 */
export async function withoutAccepted(
  view: DocumentView,
  entries: FileEntries,
  mark: AsyncMarker,
): Promise<DocumentView> {
  const placed: PlacedOf[] = [];
  const waiting: Promise<PlacedOf>[] = [];
  for (const finding of view.findings) {
    const one = place(view, finding, entries, mark);
    if (one instanceof Promise) waiting.push(one);
    else if (one !== undefined) placed.push(one);
  }
  if (waiting.length > 0) {
    placed.push(...(await Promise.all(waiting)));
    placed.sort((one, other) => one.finding.start - other.finding.start);
  }
  const accepted = entries.accepted(placed);
  if (accepted.size === 0) return view;
  const taken = new Set([...accepted].map(({ finding }) => finding));
  return { ...view, findings: view.findings.filter((finding) => !taken.has(finding)) };
}

function place(
  view: DocumentView,
  finding: Finding,
  entries: FileEntries,
  mark: AsyncMarker,
): PlacedOf | Promise<PlacedOf> | undefined {
  const located = view.config.scalarAt(finding.scalarStart);
  if (!located) return undefined;
  const memo = memoOf(located, entries);
  const id = `${finding.ruleId} ${finding.start - located.block.start} ${finding.end - located.block.start}`;
  const known = memo.known.get(id);
  if (known)
    return known.mark === undefined ? undefined : placedOf(finding, located, known.pattern, known.mark);
  const pattern = keyPattern(keyPathText(located.scalar.path));
  if (!entries.mayAccept(finding.ruleId, pattern)) {
    memo.known.set(id, { pattern, mark: undefined });
    return undefined;
  }
  return mark(secretText(view.config, finding)).then((made) => {
    memo.known.set(id, { pattern, mark: made });
    return placedOf(finding, located, pattern, made);
  });
}

function memoOf({ block }: LocatedScalar, entries: FileEntries): Memo {
  const { shape } = block.content;
  const memo = memoKey.recall(shape);
  return memo?.entries === entries ? memo : memoKey.keep(shape, { entries, known: new Map() });
}

function placedOf(finding: Finding, { scalar }: LocatedScalar, pattern: string, mark: string): PlacedOf {
  return { finding, rule: finding.ruleId, pattern, mark, keyPath: () => keyPathText(scalar.path) };
}

/** All findings of a view as a baseline keeps them. */
export function markedFindings(
  view: DocumentView,
  findings: readonly Finding[],
  mark: AsyncMarker,
): Promise<readonly { readonly rule: string; readonly keyPath: string; readonly mark: string }[]> {
  return Promise.all(
    findings.map(async (finding) => ({
      rule: finding.ruleId,
      keyPath: keyPathText(view.config.scalarAt(finding.scalarStart)?.scalar.path ?? []),
      mark: await mark(secretText(view.config, finding)),
    })),
  );
}
