import type { HttpAnswer } from '../../support/httpCall.ts';

export type Fields = Readonly<Record<string, unknown>>;

export const mergePatch = { 'content-type': 'application/merge-patch+json' };

/** The `data` of an answer; empty when there is none. */
export function dataOf(answer: HttpAnswer): Fields {
  const { data } = (answer.json ?? {}) as { data?: Fields | null };
  return data ?? {};
}

/** The `errors` of an answer in one text. */
export function errorsOf(answer: HttpAnswer): string {
  return ((answer.json ?? {}) as { errors?: readonly string[] }).errors?.join('\n') ?? '';
}

/** RFC 3339 in UTC, with a fraction of a second. */
export const timestamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/u;
