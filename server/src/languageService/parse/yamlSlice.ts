import { Composer, type Document, type ErrorCode } from 'yaml';
import type { ConfigComment, Refusal } from '../configDocument.ts';
import { TOO_MANY, type TokenBudget } from './guards.ts';
import { isRefusal, type Reading } from './reading.ts';
import { collectScalars, type Restore } from './yamlScalars.ts';
import { readTokens } from './yamlTokens.ts';

/** `prettyErrors` would quote source lines, and with them secrets; `uniqueKeys` costs quadratic time. */
const OPTIONS = {
  keepSourceTokens: true,
  prettyErrors: false,
  uniqueKeys: false,
  strict: false,
  merge: true,
} as const;

/** Faults of one scalar that leave the place and path of every scalar certain. */
const HARMLESS: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'ALIAS_PROPS',
  'BAD_ALIAS',
  'BAD_DIRECTIVE',
  'BAD_DQ_ESCAPE',
  'TAG_RESOLVE_FAILED',
]);

/** The reading of a part of a text. */
export interface SliceReading extends Reading {
  /** Whether the part is well-formed, so that every scalar and path in it is certain. */
  readonly clean: boolean;
  /** Whether reading was given up at a template action, with nothing read. */
  readonly stopped: boolean;
}

/** A part of a text that begins at its offset `base`. */
export interface Slice {
  readonly text: string;
  readonly base: number;
  readonly restore: Restore;
  readonly budget: TokenBudget;
  readonly stopAtTemplate?: boolean;
}

/**
 * Reads a part of a YAML text; offsets in the result are those of the whole text. Malformed text gives what `yaml`
 * made of it, marked as not clean.
 */
export function readSlice({
  text,
  base,
  restore,
  budget,
  stopAtTemplate = false,
}: Slice): SliceReading | Refusal {
  if (!budget.begin()) return TOO_MANY;
  const read = readTokens(text, budget, stopAtTemplate);
  if (isRefusal(read)) return read;
  const { tokens, comments, tags, stopped } = read;
  if (stopped) return { scalars: [], comments: [], clean: false, stopped };
  const composed: Iterable<Document.Parsed> = new Composer(OPTIONS).compose(tokens);
  const documents = withoutStackTraces(() => [...composed]);
  const scalars = documents.flatMap((document) => collectScalars(document, { text, tags, base, restore }));
  return {
    scalars,
    comments: comments.map((comment) => moveComment(comment, base, restore)),
    clean: documents.every(isClean),
    stopped,
  };
}

function moveComment(comment: ConfigComment, base: number, restore: Restore): ConfigComment {
  const start = comment.start + base;
  const end = comment.end + base;
  return { start, end, text: restore(comment.text, start, end, 'plain') };
}

function isClean({ errors }: Document.Parsed): boolean {
  return errors.every(({ code }) => HARMLESS.has(code));
}

/** The composer makes an Error for each fault; with stack traces, half a million of them take seven seconds. */
function withoutStackTraces<T>(run: () => T): T {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return run();
  } finally {
    Error.stackTraceLimit = limit;
  }
}
