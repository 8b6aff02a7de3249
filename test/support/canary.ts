import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import { canaryForms } from './canaryForms.ts';

/** A secret and a token that occur nowhere else, so that finding them where they do not belong proves a leak. */
export interface Canary {
  /** Letters and digits: no encoding can hide it. Values with odd characters are made by adding some around it. */
  readonly secret: string;
  readonly token: string;
}

/** A new pair, unique to this call. */
export function createCanary(): Canary {
  return { secret: `canarySecret${letters()}`, token: `canaryToken${letters()}` };
}

function letters(): string {
  return randomBytes(14).toString('hex');
}

/** A canary found where it does not belong. Says which and how it was written, never the text around it. */
export interface Leak {
  readonly what: 'secret' | 'token';
  readonly form: string;
  /** Which of the things was looked at, from 0. */
  readonly index: number;
}

/** All occurrences of the canary, or of half of it, in the things: texts, errors, objects with all they hold. */
export function findLeaks(canary: Canary, ...things: readonly unknown[]): readonly Leak[] {
  return things.flatMap((thing, index) => {
    const text = renderings(thing).join('\n');
    return (['secret', 'token'] as const).flatMap((what) =>
      canaryForms(canary[what])
        .filter(({ pattern }) => pattern.test(text))
        .map(({ form }) => ({ what, form, index })),
    );
  });
}

/** @throws Error when {@link findLeaks} finds any; its message does not repeat what leaked. */
export function expectNoLeak(canary: Canary, ...things: readonly unknown[]): void {
  const leaks = findLeaks(canary, ...things);
  if (leaks.length === 0) return;
  const list = leaks.map(({ what, form, index }) => `${what} as ${form} in thing ${index}`);
  throw new Error(`canary leaked: ${list.join('; ')}`);
}

/** Every way in which a thing can end up in a log. */
function renderings(thing: unknown): readonly string[] {
  if (typeof thing === 'string') return [thing];
  const inspected = inspect(thing, {
    depth: Infinity,
    showHidden: true,
    getters: true,
    maxArrayLength: Infinity,
    maxStringLength: Infinity,
    breakLength: Infinity,
  });
  return [inspected, asJson(thing), ...binaryText(thing), ...errorText(thing)];
}

function asJson(thing: unknown): string {
  const seen = new WeakSet();
  try {
    const text: unknown = JSON.stringify(thing, (_key, value: unknown) => {
      if (typeof value === 'bigint') return String(value);
      if (typeof value !== 'object' || value === null) return value;
      if (seen.has(value)) return '(again)';
      seen.add(value);
      return value;
    });
    return typeof text === 'string' ? text : '';
  } catch {
    // An object whose own toJSON fails; what it holds was inspected.
    return '';
  }
}

function binaryText(thing: unknown): readonly string[] {
  return thing instanceof Uint8Array ? [Buffer.from(thing).toString('latin1')] : [];
}

function errorText(thing: unknown): readonly string[] {
  if (!(thing instanceof Error)) return [];
  return [thing.message, thing.stack ?? '', ...(thing.cause === undefined ? [] : renderings(thing.cause))];
}
