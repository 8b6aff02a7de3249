import type { BlockContent } from '../configDocument.ts';
import { MemoryKey } from '../memory.ts';
import { BlockContext, ScalarContext } from './blockContext.ts';
import { type BlockFinding, findInScalar } from './scalarFindings.ts';
import { directivesOf } from './suppressions/blockDirectives.ts';
import type { Directive } from './suppressions/directive.ts';
import { Inquiry, type Premises, type Surroundings } from './surroundings.ts';
import { traitsOf } from './traits.ts';

/** The findings of a block in some surroundings. */
interface Reading {
  readonly premises: Premises;
  readonly findings: readonly BlockFinding[];
}

/** What is known of a block besides. */
interface Memo {
  /** The last first. */
  readings: readonly Reading[];
  directives: readonly Directive[] | undefined;
}

/** As many readings of a block are kept: a key that is typed at the root may change what all of the file means, and back. */
const MAX_READINGS = 3;

const memoKey = new MemoryKey<Memo>();

/** Findings in a block, in offsets of it. Memoised: they hold no path. */
export function findInBlock(content: BlockContent, surroundings: Surroundings): readonly BlockFinding[] {
  const memo = memoOf(content);
  const known = memo.readings.find(({ premises }) => premises.hold(surroundings));
  if (known) return known.findings;
  const reading = readBlock(content, surroundings);
  memo.readings = [reading, ...memo.readings.slice(0, MAX_READINGS - 1)];
  return reading.findings;
}

/** The comments in a block that set findings aside, in offsets of it. Memoised. */
export function directivesIn(content: BlockContent): readonly Directive[] {
  return (memoOf(content).directives ??= directivesOf(content));
}

function memoOf({ shape }: BlockContent): Memo {
  return memoKey.recall(shape) ?? memoKey.keep(shape, { readings: [], directives: undefined });
}

function readBlock(content: BlockContent, surroundings: Surroundings): Reading {
  const inquiry = new Inquiry(surroundings);
  const { ruleSet } = surroundings;
  const context = new BlockContext(content, inquiry);
  const findings: BlockFinding[] = [];
  let index = -1;
  for (const scalar of content.scalars) {
    index += 1;
    const traits = traitsOf(scalar, content.text);
    if ((traits & ruleSet.traits) === 0) continue;
    findings.push(...findInScalar(content.text, scalar, traits, new ScalarContext(context, index), ruleSet));
  }
  return { premises: inquiry.premises, findings };
}
