import { StoreError } from '../../languageService/storeError.ts';
import { errorTexts } from '../responses.ts';
import type { HttpAnswer } from '../transport.ts';

/**
 * When a call may be sent again: `safe` whenever that may help, `not-done` only when the server says that it has done
 * nothing, `never` for what counts as an attempt or is gone once it is used (logins, unwrapping).
 */
export type Repeat = 'safe' | 'not-done' | 'never';

/** What an answer asks for: nothing more, another try, or that everybody slows down. */
export type Wish =
  | { readonly kind: 'done' }
  | { readonly kind: 'again' }
  | { readonly kind: 'slow-down'; readonly afterMs: number | undefined };

const done: Wish = { kind: 'done' };
const again: Wish = { kind: 'again' };

/** A server that wants to be left alone for longer is told as it is. */
const MAX_RETRY_AFTER_MS = 60_000;

/** What an answer asks for. Texts of errors are looked at and never kept. */
export function wishOf(answer: HttpAnswer, repeat: Repeat): Wish {
  if (repeat === 'never') return done;
  const { status } = answer;
  if (status === 429) return slowDown(answer);
  // The replica is behind; the engine is being upgraded. In both cases nothing was done.
  if (status === 412 || (status === 400 && isUpgrading(answer))) return again;
  if (repeat !== 'safe') return done;
  return status >= 500 && !isLasting(answer) ? again : done;
}

/** Whether a call that failed on its way may be sent again: only a connection that was cut, and only what is safe. */
export function isWorthRepeating(error: unknown, repeat: Repeat): boolean {
  return repeat === 'safe' && error instanceof StoreError && error.kind === 'unreachable' && error.isCut;
}

function slowDown({ headers }: HttpAnswer): Wish {
  const seconds = Number(headers['retry-after']);
  // OpenBao sends 0, and most servers nothing: the caller waits about a second then.
  const afterMs = Number.isFinite(seconds) && seconds >= 1 ? seconds * 1000 : undefined;
  return afterMs !== undefined && afterMs > MAX_RETRY_AFTER_MS ? done : { kind: 'slow-down', afterMs };
}

/** For seconds after a mount was made, standbys (and the active server) answer so. */
function isUpgrading({ body }: HttpAnswer): boolean {
  return errorTexts(body).some((text) => text.includes('from non-versioned to versioned data'));
}

/** A state of the server that no second try changes: not initialised, a DR secondary, sealed, a value it cannot take. */
function isLasting({ status, body }: HttpAnswer): boolean {
  return status === 501 || errorTexts(body).some((text) => /sealed|not initialized|exceeds/i.test(text));
}
