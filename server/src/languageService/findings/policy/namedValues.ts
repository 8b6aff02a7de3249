import type { ConfigScalar } from '../../configDocument.ts';
import { isValueKey } from '../keyTraits.ts';
import type { RuleContext } from '../rule.ts';
import { assignment } from '../rules/environmentList.ts';
import { nameKeys } from '../siblingKeys.ts';

/** A text in a scalar's value and a name that stands for it. */
export interface Named {
  readonly name: string;
  readonly text: string;
  readonly start: number;
}

/** What names a scalar: its key, the name beside it in a pair of name and value, or the left side of `NAME=value`. */
export function* namedValues({ path, value }: ConfigScalar, context: RuleContext): Iterable<Named> {
  const key = path.findLast((segment) => typeof segment === 'string');
  if (typeof key === 'string') yield { name: key, text: value, start: 0 };
  if (isValueKey(path.at(-1))) {
    for (const nameKey of nameKeys) {
      const name = context.beside(nameKey)?.value;
      if (name !== undefined) yield { name, text: value, start: 0 };
    }
  }
  const [, name, text] = assignment.exec(value) ?? [];
  if (name !== undefined && text !== undefined) yield { name, text, start: value.length - text.length };
}
