/** Words that stand for a value still to be filled in. */
export const standInWords: ReadonlySet<string> = new Set(
  `example sample dummy placeholder todo tbd fixme redacted masked hidden removed undefined none null nil na unset
  notset notused unused empty blank optional required string secret-here changeme changethis replaceme fixme foobarbaz
  some-password some-secret b64string base64string base64encoded base64-encoded default anything whatever any
  username:password user:password user:pass value xyz here something`.split(/\s+/),
);

/** Words that label a field, or say what goes there, when they are written so. */
export const capitalStandIns: ReadonlySet<string> = new Set(
  `Password Passphrase Secret Token Key SECRET PASSWORD PASS TOKEN KEY APIKEY VALUE STRING CREDENTIAL CREDENTIALS`.split(
    ' ',
  ),
);

/** What somebody is asked to do with a value, as in the first of the patterns below. */
export const requests: readonly string[] =
  'change replace insert enter put fill set add provide specify paste update'.split(' ');

const patterns: readonly RegExp[] = [
  // `changeit` is what Java ships with, so it is in force.
  /^(?!changeit$)(?:please[-_ .]?)?(?:change|replace|insert|enter|put|fill|set|add|provide|specify|paste|update)[-_ .]?(?:me|this|it|in|your|here|with|the|a|an|to|by|before|after)?(?:[-_ .!]|$)/i,
  /change[-_ ]?(?:me|this|in[-_]prod)|replace[-_ ]?(?:me|this|with)|to[-_]?(?:be[-_]?)?(?:change|replace|fill)/i,
  /needs?to(?:be)?change|pleasechange|fill[-_ ]?in|fill[-_ ]?me|insert[-_ ]?(?:your|here|me)|(?:^|[-_ ])here$/i,
  /(?:^|[^a-z])your(?:[-_ .]?[a-z]|[-_ .]?$)|^your[A-Z]/i,
  /example|placeholder|redacted|dummy|<[\w\s.,:/'|-]{1,100}>/i,
  /^(\D)\1{5,}$|^0+$/,
  /x{4,}|X{4,}|\*{3,}|\.{3}|…|^[x*.?_-]+$|^\[[A-Za-z _-]{1,60}\]$/,
  /\?{2}$/,
  /^(?:sk|pk|ghp|key|token|abc)[-_]?(?:\.{2,}|x{2,}|\*{2,})/i,
  /^(?:[a-z0-9]{1,20}[_-])?(?:secret[_-]access|access|api|private|secret)[_-]?key$/,
  /^(?:abcdefgh|a1b2c3d4e5|0123456789|(?:sk-)?123456789[0a-f][\da-z]|deadbeef)|1234567890ab/i,
  /^(?:mock|sample|dummy|example|default|some|insert|notreal|not[-_]a)[-_ ]/i,
  /(?:^|[-_ .])(?:fake|Fake|FAKE)|Fake[A-Z]/,
  // Says how long the real one has to be.
  /(?:^|[-_ ])(?:at[-_ ]least|chars?|characters)(?:[-_ ]|$)/i,
  // A UUID of five groups that are one digit each.
  /^(.)\1{7}-(.)\2{3}-(.)\3{3}-(.)\4{3}-(.)\5{11}$/,
  // "Your key", "fill in": nobody's password is in these scripts.
  /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/,
];

/** Names of environment variables that somebody wrote where their value belongs: `DB_PASSWORD`, `CLUSTER_API_SECRET`. */
const variableName = /^[A-Z][A-Z0-9]{0,30}(?:_[A-Z0-9]{0,30}){1,6}$/;
const variableWord = /PASS|SECRET|TOKEN|KEY|PWD|CREDENTIAL|AUTH/;

/** Whether a value is a stand-in that somebody is meant to replace. */
export function isPlaceholder(value: string): boolean {
  const text = value.trim();
  return (
    standInWords.has(text.toLowerCase()) ||
    capitalStandIns.has(text) ||
    patterns.some((pattern) => pattern.test(text)) ||
    (variableName.test(text) && (variableWord.test(text) || /^\D+$/.test(text)))
  );
}
