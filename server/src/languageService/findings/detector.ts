import type { ConfigDocument } from '../configDocument.ts';
import { directivesIn, findInBlock } from './blockFindings.ts';
import { documentFacts, partsOf } from './documentFacts.ts';
import { DocumentSight } from './documentSight.ts';
import { classifyFile } from './fileClass.ts';
import type { Finding } from './finding.ts';
import type { BlockFinding } from './scalarFindings.ts';
import { tellingFacts } from './rootFacts.ts';
import { builtInPolicy, type DetectionPolicy } from './policy/detectionPolicy.ts';
import type { RuleSet } from './ruleSet.ts';
import type { Directive } from './suppressions/directive.ts';
import { suppress } from './suppressions/suppressions.ts';

/** What detection needs to know about a file besides its text. */
export interface DetectionContext {
  /** Path, within the workspace or what is scanned if that is known, else absolute; tells what the file is for. */
  readonly fileName: string;
  /** What people have set; nothing when absent. */
  readonly policy?: DetectionPolicy;
}

/** What detection says about a file. */
export interface Detection {
  /** In file order, not overlapping, each within its scalar, all confidences included. */
  readonly findings: readonly Finding[];
  /** Our own comments that set no finding aside, though all that they are about was looked for. */
  readonly unused: readonly Directive[];
}

/** The findings of {@link detect} alone. */
export function detectFindings(document: ConfigDocument, context: DetectionContext): readonly Finding[] {
  return detect(document, context).findings;
}

/**
 * Finds the plaintext secrets of a file; the same however the file is cut into blocks. Synchronous and never throws.
 * Blocks that were seen before in surroundings that mean the same are not read again.
 */
export function detect(document: ConfigDocument, context: DetectionContext): Detection {
  const ruleSet = (context.policy ?? builtInPolicy).ruleSetFor(context.fileName);
  const findings = findAll(document, context.fileName, ruleSet);
  const directives = directivesOf(document);
  if (directives.length === 0) return { findings, unused: [] };
  const { findings: kept, unused } = suppress(document.text, findings, directives);
  return { findings: kept, unused: unused.filter(({ rule }) => ruleSet.hasRun(rule)) };
}

/**
 * Whether anything is found in a document at any confidence, whatever class of file it is taken for and though something
 * may set it aside. For texts that are a part of a file, and do not show of what class that is.
 */
export function holdsFindings(document: ConfigDocument, rules: RuleSet): boolean {
  const ruleSet: RuleSet = { ...rules, allows: () => false };
  return partsOf(document).some((part) => {
    const root = tellingFacts(part);
    const filled = part.blocks.filter(({ firstScalar }) => firstScalar !== undefined);
    const sight = new DocumentSight(filled);
    return filled.some(
      (content, index) =>
        findInBlock(content, { fileClass: MOST_OPEN, ruleSet, root, sight, index }).length > 0,
    );
  });
}

/** Of all classes the one in which the most is found: the others say that something is no secret. */
const MOST_OPEN = 'other';

function findAll(document: ConfigDocument, fileName: string, ruleSet: RuleSet): readonly Finding[] {
  const parts = partsOf(document);
  const fileClass = classifyFile(fileName, documentFacts(parts));
  const findings: Finding[] = [];
  let block = 0;
  for (const part of parts) {
    const { blocks } = part;
    const root = tellingFacts(part);
    const filled = blocks.filter(({ firstScalar }) => firstScalar !== undefined);
    const sight = new DocumentSight(filled);
    let index = 0;
    for (const content of blocks) {
      const start = document.blocks[block]?.start ?? 0;
      block += 1;
      if (content !== filled[index]) continue;
      for (const found of findInBlock(content, { fileClass, ruleSet, root, sight, index })) {
        findings.push(moved(found, start));
      }
      index += 1;
    }
  }
  return findings;
}

function directivesOf({ blocks }: ConfigDocument): readonly Directive[] {
  const directives: Directive[] = [];
  for (const { content, start } of blocks) {
    for (const directive of directivesIn(content)) {
      const { reach, isOwn, isEmbedded, rule } = directive;
      directives.push({
        start: directive.start + start,
        end: directive.end + start,
        commentStart: directive.commentStart + start,
        commentEnd: directive.commentEnd + start,
        reach,
        rule,
        isOwn,
        isEmbedded,
      });
    }
  }
  return directives;
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
