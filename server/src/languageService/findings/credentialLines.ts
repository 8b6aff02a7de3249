import type { PathSegment } from '../configDocument.ts';
import type { Span } from './rule.ts';
import { matchWindows } from './textWindows.ts';

/** A password in a file that has a form of its own for them. */
export interface CredentialLine extends Span {
  readonly text: string;
}

/** `host:port:database:user:password`, as PostgreSQL reads it. */
const pgpass = /^[ \t]*[\w.*-]{1,253}:(?:\d{1,5}|\*):[\w.*-]{1,63}:[\w.*-]{1,63}:(\S{1,256})$/gm;
/** `user:password`, as chpasswd reads it. */
const chpasswd = /^[ \t]*[\w.-]{1,64}:(\S{1,256})$/gm;
/** `machine host login user password x`. */
const netrc = /\blogin[ \t]{1,8}\S{1,128}[ \t]{1,8}password[ \t]{1,8}(\S{1,256})/g;

/** The form in which a scalar at a path has passwords; undefined for most. */
function formAt(path: readonly PathSegment[], value: string): RegExp | undefined {
  const [parent, key] = [String(path.at(-2) ?? ''), String(path.at(-1) ?? '')];
  if (/pgpass$/i.test(key)) return pgpass;
  if (parent === 'chpasswd' && key === 'list') return chpasswd;
  return value.includes('login') && value.includes('machine') ? netrc : undefined;
}

/** Passwords of `.pgpass`, `.netrc` and lists for chpasswd. Linear. */
export function* credentialLines(path: readonly PathSegment[], value: string): Iterable<CredentialLine> {
  const form = formAt(path, value);
  if (!form) return;
  for (const { match, start } of matchWindows(value, form)) {
    const [whole, text = ''] = match;
    const end = start + whole.length;
    yield { text, start: end - text.length, end };
  }
}
