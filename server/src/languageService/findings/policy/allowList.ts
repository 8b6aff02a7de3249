import type { ConfigScalar, PathSegment } from '../../configDocument.ts';
import type { RuleSet } from '../ruleSet.ts';
import type { AllowEntry } from './detectionSettings.ts';
import type { Pattern } from './pattern.ts';
import { isNamed, textAt } from './userRule.ts';

/** The patterns of an entry, made. */
export interface Allowance {
  readonly entry: AllowEntry;
  readonly value: Pattern | undefined;
  readonly keyPath: Pattern | undefined;
}

/** What the entries let pass. */
export function allowList(entries: readonly Allowance[]): RuleSet['allows'] {
  if (entries.length === 0) return () => false;
  return (ruleId, scalar, found) =>
    entries.some(
      ({ entry, value, keyPath }) =>
        (entry.rule === undefined || entry.rule === '*' || entry.rule === ruleId) &&
        (keyPath === undefined || isNamed(keyPath, keyPathOf(scalar))) &&
        (value === undefined || value.test(textAt(scalar, found))),
    );
}

/** Keys from the root. Without indices: an entry above in a list must not change what is said about this one. */
function keyPathOf({ path }: ConfigScalar): string {
  return path.filter((segment: PathSegment) => typeof segment === 'string').join('.');
}
