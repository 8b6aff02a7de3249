import type { ConfigDocument } from '../configDocument.ts';
import { findInBlock, hasMarker } from './blockFindings.ts';
import { documentFacts, partsOf } from './documentFacts.ts';
import { DocumentSight } from './documentSight.ts';
import { classifyFile } from './fileClass.ts';
import type { Finding } from './finding.ts';
import type { BlockFinding } from './scalarFindings.ts';
import { tellingFacts } from './rootFacts.ts';
import { withoutSuppressed } from './suppressions.ts';

/** What detection needs to know about a file besides its text. */
export interface DetectionContext {
  /** Slash path, relative or absolute; only used to tell what the file is for. */
  readonly fileName: string;
}

/**
 * Finds the plaintext secrets of a file, in file order, not overlapping, each within its scalar and all confidences
 * included; the same however the file is cut into blocks. Synchronous and never throws. Blocks that were seen before in
 * surroundings that mean the same are not read again.
 */
export function detectFindings(document: ConfigDocument, { fileName }: DetectionContext): readonly Finding[] {
  const parts = partsOf(document);
  const fileClass = classifyFile(fileName, documentFacts(parts));
  const findings: Finding[] = [];
  let block = 0;
  for (const part of parts) {
    const { blocks } = part;
    const root = tellingFacts(part);
    const filled = blocks.filter(({ scalars }) => scalars.length > 0);
    const sight = new DocumentSight(filled);
    let index = 0;
    for (const content of blocks) {
      const start = document.blocks[block]?.start ?? 0;
      block += 1;
      if (content !== filled[index]) continue;
      for (const found of findInBlock(content, { fileClass, root, sight, index })) {
        findings.push(moved(found, start));
      }
      index += 1;
    }
  }
  const isMarked = findings.length > 0 && document.blocks.some(({ content }) => hasMarker(content));
  return isMarked ? withoutSuppressed(findings, document.text) : findings;
}

function moved(found: BlockFinding, by: number): Finding {
  const start = found.start + by;
  const end = found.end + by;
  return {
    ...found,
    id: `${found.ruleId}:${String(start)}-${String(end)}`,
    start,
    end,
    scalarStart: found.scalarStart + by,
    scalarEnd: found.scalarEnd + by,
  };
}
