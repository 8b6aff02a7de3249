import type { Rule, RuleHit } from '../rule.ts';
import { defaultValues } from '../defaults.ts';
import { looksRandom } from '../entropy.ts';
import { matchWindows } from '../textWindows.ts';
import { isReference } from '../valueReferences.ts';
import { judgeValue } from '../valueVerdict.ts';
import { trait } from '../trait.ts';

/** `scheme://user:password@`; a second `@` belongs to the password when a host follows. */
const userInfo =
  /:\/\/(?:((?:\$\{[^{}\s]{1,200}\}|\{\{[^{}\n]{1,100}\}\}|(?!\$\{|\{\{)[^\s:@/?#"'<>\\]){0,256}):((?:\$\{[^{}\s]{1,200}\}|\{\{[^{}\n]{1,100}\}\}|(?!\{\{|\$\{)[^\s@/?"'<>\\]){1,256}(?:@[^\s@/:,"'<>]{1,100}(?=@))?)|([A-Za-z0-9_-]{20,255}))@([^\s/:?#"',]{0,253})/g;
/** `user:password@tcp(host)/db`, the form of Go's MySQL driver, and `user:password@host:port/db`. */
const goDsn =
  /(?:^|(?<=["'\s=]))([\w.-]{1,64}):([^\s@:/"'<>]{1,128})@(?:(?:tcp|unix|udp)?\(|[\w.-]{1,253}:\d{2,5}(?:\/|$)|\/\w)/g;

const reasons = {
  plain: 'The address carries a password; move it into Vault and leave the address without it.',
  weak: 'The address carries a password that is a default or easy to guess; replace it and move it into Vault.',
  token: 'The address carries an access token in place of a user name; move it into Vault and revoke it.',
} as const;

/** The parts of an address before its host. */
interface UserInfo {
  readonly user: string;
  readonly password: string;
  /** Where the user name begins, or the colon when there is none. */
  readonly start: number;
  readonly host: string;
  /** Whether the text ends with the host. */
  readonly isOpen: boolean;
}

/**
 * The secret text is `user:password`: the two are one credential, and only together do they have a place that another
 * text can take. Where one of them comes from elsewhere, or there is no user, it is the literal of the password.
 */
function* judgeUserInfo(info: UserInfo): Iterable<RuleHit> {
  const { user, password, start } = info;
  const [fallback] = defaultValues(password);
  const text = fallback ? password.slice(fallback.start, fallback.end) : password;
  const isPair = !fallback && user !== '' && !isReference(user);
  const passwordStart = start + user.length + 1;
  const from = passwordStart + (fallback?.start ?? 0);
  const at = { start: isPair ? start : from, end: from + text.length };
  const verdict = judgeValue(text);
  if (verdict === 'empty' || verdict === 'reference') return;
  if (verdict === 'placeholder' || isSample({ ...info, password: text })) {
    yield { ...at, confidence: 'low', reason: reasons.weak };
  } else if (verdict === 'weak') {
    yield { ...at, confidence: 'medium', reason: reasons.weak };
  } else if (!/^\d{1,5}$/.test(text)) {
    yield { ...at, confidence: 'high', reason: reasons.plain };
  }
}

const exampleHosts = ['example.com', 'example.org', 'example.net'];

/** Whether a host is one for examples, or may become one: `isOpen` says that nothing follows it yet. */
function isExampleHost(host: string, isOpen: boolean): boolean {
  return exampleHosts.some(
    (name) => host === name || host.endsWith(`.${name}`) || (isOpen && name.startsWith(host)),
  );
}

/** Whether Sentry may be asked at a host, as far as it is written: the keys in its addresses are meant to be known. */
function mayBeSentry(host: string): boolean {
  return host.includes('sentry') || 'sentry'.startsWith(host) || /^o\d*(?:\.[a-z]*)*$/.test(host);
}

/** Addresses that show a form: `user:password@`, `u:p@`, anything at example.com. */
function isSample({ user, password, host, isOpen }: UserInfo): boolean {
  const isForm =
    /^(?:u|user|usr|username|my_?user|login|name|foo)$/i.test(user) &&
    /^(?:p|pw|pass|password|passwd|pwd|secret|bar)$/i.test(password);
  return isForm || isExampleHost(host.toLowerCase(), isOpen);
}

function* inUrls(value: string): Iterable<RuleHit> {
  for (const { match, start } of matchWindows(value, userInfo)) {
    const [whole, user = '', password, token, host = ''] = match;
    const isOpen = start + whole.length === value.length;
    if (password !== undefined) {
      yield* judgeUserInfo({ user, password, start: start + 3, host, isOpen });
    } else if (token !== undefined && looksRandom(token) && !mayBeSentry(host)) {
      yield { start: start + 3, end: start + 3 + token.length, confidence: 'high', reason: reasons.token };
    }
  }
}

function* inDsns(value: string): Iterable<RuleHit> {
  for (const { match, start } of matchWindows(value, goDsn)) {
    const [, user = '', password = ''] = match;
    yield* judgeUserInfo({ user, password, start, host: '', isOpen: false });
  }
}

/** Passwords and tokens in the user part of an address. */
export const urlCredentials: Rule = {
  id: 'url-credentials',
  description: 'a password in the user part of an address',
  isFormat: true,
  traits: trait.at,
  examples: {
    positive: [
      {
        text: 'dsn: postgres://⟦app:n0t-Real-9z⟧@db:5432/app\n',
        because: 'user and password are one credential',
      },
      { text: 'url: redis://:⟦made-up-77⟧@cache:6379\n', because: 'Redis has no user name' },
      { text: 'dsn: ⟦root:secret⟧@tcp(mysql:3306)/app\n', because: "the form of Go's MySQL driver" },
      {
        text: 'run: drush --db-url=mysql://{{ name }}:⟦made-up-77⟧@localhost/app\n',
        because: 'a template fills in the user, not the password',
      },
      {
        text: 'url: amqp://app:${PW:-⟦made-up-77⟧}@mq\n',
        because: 'the default is in force when PW is not set',
      },
    ],
    negative: [
      { text: 'url: postgres://app@db:5432/app\n', because: 'a user name alone' },
      { text: 'url: postgres://app:${DB_PASSWORD}@db/app\n', because: 'the password comes from elsewhere' },
      { text: 'url: http://host:8080/users/@me\n', because: 'a port and a path' },
      { text: 'url: https://user:password@example.com\n', because: 'shows the form of an address' },
    ],
  },
  *find({ value }) {
    if (!value.includes('@')) return;
    yield* inUrls(value);
    yield* inDsns(value);
  },
};
