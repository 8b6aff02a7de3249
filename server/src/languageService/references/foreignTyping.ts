import { hasPlaceholder } from './names.ts';
import type { TypedForm, Typing } from './typing.ts';

/** How the references of a tool begin and end where they are being typed. */
interface TypedDialect {
  readonly form: TypedForm;
  readonly openings: readonly string[];
  /** Whether an opening at this offset is one. */
  readonly isOpening: (value: string, at: number) => boolean;
  /** What cannot be in one. */
  readonly end: RegExp;
}

const dialects: readonly TypedDialect[] = [
  { form: 'api', openings: ['<path:'], isOpening: () => true, end: /[<>|\n]/ },
  {
    form: 'api',
    openings: ['vault:', 'bao:'],
    isOpening: (value, at) => /^(?:>>)?$|\$\{(?:>>?)?$/.test(value.slice(at < 4 ? 0 : at - 4, at)),
    end: /[{}\n]/,
  },
  {
    form: 'vals',
    openings: ['ref+vault://', 'ref+openbao://'],
    isOpening: () => true,
    end: /[+\s"]/,
  },
];

/** A reference of bank-vaults, ArgoCD Vault Plugin or vals that the cursor is in, ended or not. */
export function foreignTyping(value: string, offset: number): Typing | undefined {
  for (const dialect of dialects) {
    const typing = typingIn(dialect, value, offset);
    if (typing) return typing;
  }
  return undefined;
}

function typingIn(dialect: TypedDialect, value: string, offset: number): Typing | undefined {
  const { form, openings, isOpening, end } = dialect;
  const start = Math.max(...openings.map((opening) => lastEnd(value, opening, offset)));
  const opening = openings.find((one) => value.endsWith(one, start));
  if (start === -1 || opening === undefined || !isOpening(value, start - opening.length)) return undefined;
  const before = value.slice(start, offset);
  if (end.test(before) || before.startsWith('//')) return undefined;
  const tail = value.slice(offset);
  const length = tail.search(end);
  const after = length === -1 ? tail : tail.slice(0, length);
  if (hasPlaceholder(before) || hasPlaceholder(after)) return undefined;
  // A slash in a key of vals leads into nested values.
  const key = after.search(form === 'vals' ? /[#/]/ : /#/);
  return { form, start, before, after, keyRest: key === -1 ? after.length : key };
}

/** Where the last `opening` before `offset` ends; -1 without one. */
function lastEnd(value: string, opening: string, offset: number): number {
  const at = offset < opening.length ? -1 : value.lastIndexOf(opening, offset - opening.length);
  return at === -1 ? -1 : at + opening.length;
}
