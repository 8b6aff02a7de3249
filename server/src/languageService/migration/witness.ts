import type { ConfigDocument, LocatedScalar } from '../configDocument.ts';
import type { EditToVerify } from './editToVerify.ts';
import { type Excerpt, excerptOf } from './excerpt.ts';
import { jsonExcerpt } from './jsonExcerpt.ts';
import { nestsTooDeep } from './nesting.ts';
import { MAX_ORACLE_SIZE, outline, type OutlineNode, stringValue } from './oracle.ts';
import { yamlExcerpts } from './yamlExcerpts.ts';

/** `absent`: there is no part of the file with the value in it that the library accepts, or none small enough. */
export type Testimony = 'agrees' | 'disagrees' | 'absent';

/**
 * What the strict parser of the format says about an edit: that it changes the value that our reader saw, to `value`, and
 * no other node. It reads the whole file when that is small, or else the largest part around the value that it accepts;
 * templates and broken text it cannot read. It never gets more than 32 Ki code units and resolves no alias. Never throws.
 * @param after the file with the edit applied
 */
export function witness(check: EditToVerify, after: string, value: string): Testimony {
  const { text, format } = check.before;
  const growth = after.length - text.length;
  for (const excerpt of excerpts(check, MAX_ORACLE_SIZE - Math.max(0, growth))) {
    const [old, fresh] = [excerptOf(text, excerpt), excerptOf(after, excerpt, growth)];
    if (Math.max(old.length, fresh.length) > MAX_ORACLE_SIZE) continue;
    const then = read(old, format);
    if (!then) continue;
    if (then.some((node) => isValue(node, check.moved))) {
      const now = read(fresh, format);
      return now && isMove({ then, now, moved: check.moved, value }) ? 'agrees' : 'disagrees';
    }
    // A part may have another meaning on its own than it has in the file. The file itself has not.
    if (isWhole(excerpt, text)) return 'disagrees';
  }
  return 'absent';
}

function* excerpts({ before, moved }: EditToVerify, maximum: number): Iterable<Excerpt> {
  const { text, format } = before;
  const whole = { start: 0, end: text.length, before: '', after: '' };
  if (text.length <= maximum) yield whole;
  if (format === 'yaml') {
    for (const excerpt of yamlExcerpts(text, moved, maximum)) if (!isWhole(excerpt, text)) yield excerpt;
    return;
  }
  const { start, content } = moved.block;
  const excerpt = content.text.length <= maximum ? jsonExcerpt(content.text, start) : undefined;
  if (excerpt) yield excerpt;
}

function isWhole({ start, end }: Excerpt, text: string): boolean {
  return start === 0 && end === text.length;
}

/** Undefined when the library rejects the text, or may not be given it. */
function read(text: string, format: ConfigDocument['format']): readonly OutlineNode[] | undefined {
  try {
    // To YAML a lone CR ends a line; to the library it does not.
    const source = format === 'yaml' ? text.replace(/\r(?!\n)/g, '\n') : text;
    return nestsTooDeep(source, format) ? undefined : outline(source, format);
  } catch {
    // Nothing is known to throw here; if something does, there is no witness.
    return undefined;
  }
}

/**
 * Whether a node reads as the value that will be put into Vault. A plain value that is no text to the library is put there
 * as it is written: a number must be equal, and `true`, `.inf` or `1_000` match whatever is no text.
 */
function isValue({ value }: OutlineNode, { scalar }: LocatedScalar): boolean {
  if (value === undefined || value === stringValue(scalar.value)) return value !== undefined;
  if (scalar.style !== 'plain' || value.startsWith(stringValue(''))) return false;
  const number = Number(scalar.value);
  return Number.isNaN(number) || value === `number=${number}`;
}

interface Move {
  readonly then: readonly OutlineNode[];
  readonly now: readonly OutlineNode[];
  readonly moved: LocatedScalar;
  readonly value: string;
}

/** The one node that differs covers the edit, since all other text is equal. */
function isMove({ then, now, moved, value }: Move): boolean {
  if (now.length !== then.length || now.some(({ head }, index) => head !== then[index]?.head)) return false;
  const [changed, ...others] = now.flatMap((node, index) =>
    node.value === then[index]?.value ? [] : [index],
  );
  if (changed === undefined || others.length > 0) return false;
  const [old, fresh] = [then[changed], now[changed]];
  return old !== undefined && isValue(old, moved) && fresh?.value === stringValue(value);
}
