import { areMixedHexDigits } from './entropy.ts';

/** Words that choose among behaviours. None of them is a credential, whatever the key says. */
export const choices: ReadonlySet<string> = new Set(
  `true false yes no on off null none nil read write read-write readonly admin:read required optional always never auto
  inherit enabled disabled boolean number integer int object array float bearer basic digest header cookie query body
  env environment file vault external managed internal same-origin include omit manual automatic plain plaintext text
  hidden visible generated random prompt ask oauth oauth2 jwt ldap oidc mtls tls ssl hmac rsa ecdsa ed25519
  aes sha256 sha512 md5 scram-sha-256 on_create unspecified password-grant client_credentials authorization_code
  form_post client_secret_basic client_secret_post private_key_jwt kubernetes approle userpass`.split(/\s+/),
);

/** Forms that values of other kinds have. Each is anchored or a short literal, and deterministic, so linear. */
const shapes: readonly RegExp[] = [
  // Paths and files.
  /^(?:\.{0,2}|~)(?:\/[\w.@{}*+-]{1,64})+\/?$/,
  /^[a-z][a-z_.-]{0,60}(?:\/[a-z\d_.-]{0,60})+(?:[#:][\w.-]{0,60}){0,2}$/,
  /^(?:[A-Za-z]:\\|\\\\)[^\s]/,
  /^[\w./@+-]{1,250}\.(?:pem|key|crt|cer|cert|p12|pfx|jks|json|ya?ml|txt|conf|cfg|ini|env|toml|xml|properties|pub|asc|gpg|kdbx|keystore|sh|py|js|ts|html?|php|go|java|md|png|svg)$/i,
  // Addresses without credentials.
  /^[a-z][a-z0-9+.-]{1,30}:\/\/[^\s@]*$/i,
  /^(?:\d{1,3}\.){3}\d{1,3}(?::\d{1,5})?(?:\/\d{1,2})?$/,
  /^(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}(?::\d{1,5})?$/,
  /^[\w-]{1,63}(?:\.[a-z]{2,63}){2,8}\.?$/,
  /^[a-z0-9-]{1,63}:\d{1,5}$/,
  /^[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}$/,
  // Numbers with units, versions, dates.
  // Units may be on the way to being written to the end.
  /^[-+]?\d{1,15}(?:\.\d{1,15})?\s?(?:ms|w|y|[kmgt]i?b?|%|s(?:e(?:c(?:o(?:n(?:ds?)?)?)?)?)?|m(?:i(?:n(?:u(?:t(?:es?)?)?)?)?)?|h(?:o(?:u(?:rs?)?)?)?|d(?:a(?:ys?)?)?)?$/i,
  /^[v^~>=<]{0,2}\s?\d{1,5}(?:\.\d{1,8}){1,3}(?:[-+][\w.]{0,40})?$/,
  /^\d{4}-\d{2}-\d{2}(?:[T ][\d:.]{5,15}(?:Z|[+-]\d{2}:?\d{2})?)?$/,
  // Names of algorithms, as far as they are written.
  /^(?:aes|hs|rs|es|ps|sha)[-_]?\d{1,3}(?:[-_][a-z\d]{0,8}){0,3}$/i,
  // Lists of names.
  /^[a-z][\w-]{0,60}(?:,\s?[a-z][\w-]{0,60}){2,200}$/i,
  // Code and names of things in code.
  /^[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*\([^]*\)?;?$/,
  /^[A-Za-z_][A-Za-z_]*(?:\.[A-Za-z_][A-Za-z_]*)*\.[A-Za-z_]*$/,
  /^(?:[a-z]\w{0,60}\.){2,10}[A-Za-z]\w{0,60}$/,
  /^[\w.-]+\[[\w"'.-]+\](?:[.[][\w"'\]-]*)*$/,
  /^(?:[a-z]{2,20}:){2}[\w/*:.-]+$/,
  /^(?:function|return|new|await|lambda|if|else|for|while|echo)\b/,
  /^[\^(].*[$)]$/,
  // Programs that are run.
  /^(?:node|npm|npx|yarn|pnpm|python3?|bash|sh|docker|kubectl|make|java|ruby|php|deno|bun|vault) [\w./-]/,
  // Regular expressions.
  /\(\?(?:[i:=!]|<[=!])|\.[*+]|\[\^?[A-Za-z0-9]-[A-Za-z0-9]|\\[dws][*+{]/,
  // Public halves and digests.
  /^(?:ssh-(?:rsa|ed25519|dss)|ecdsa-sha2-\S{1,40}|sk-ssh-\S{1,40}) /,
  /^-----BEGIN (?:CERTIFICATE|PUBLIC KEY|RSA PUBLIC KEY|PGP PUBLIC KEY|CERTIFICATE REQUEST|X509)/,
  /^(?:sha(?:1|224|256|384|512)|md5)[:=-](?:[A-Za-z0-9+/=]|$)/,
  /^data:[a-z]+\/[a-z0-9.+-]+[;,]/,
];

/** Whether a value has the form of something that is not a credential. */
export function hasBenignShape(value: string): boolean {
  if (choices.has(value.toLowerCase()) || isObject(value)) return true;
  return shapes.some((shape) => shape.test(value)) || isProse(value);
}

/** A JSON object is a file of its own: its entries are looked at one by one. */
function isObject(value: string): boolean {
  return value.startsWith('{') && value.endsWith('}') && /"\s{0,8}:/.test(value);
}

/** Salted password hashes as tools print them; to keep one in a file is how it is meant. */
const hashes =
  /^(?:\$(?:2[abxy]?|apr1|1|5|6|y|argon2(?:id?|d)|scrypt|pbkdf2[\w-]{0,20})\$|\{(?:SSHA|SHA|BCRYPT|CRYPT|PBKDF2|noop)[\w-]{0,10}\}|pbkdf2[_:]|scrypt:|argon2|SCRAM-SHA-|md5[0-9a-f]{32}$)|:\$(?:apr1|2[aby]|5|6)\$|:\{SHA\}/i;

/** Whether a value is a password hash. */
export function isPasswordHash(value: string): boolean {
  return hashes.test(value);
}

/** Whether a value is a UUID. */
export function isUuid(value: string): boolean {
  return /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(value);
}

/** Whether a value is a UUID but for its end: its first three groups at least. */
export function isUuidBeginning(value: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-(?:[0-9a-f]{0,4}|[0-9a-f]{4}-[0-9a-f]{0,11})$/i.test(value);
}

/** Whether a UUID, or its beginning, is a part of a value. */
export function hasUuid(value: string): boolean {
  return /(?:^|[^0-9a-z])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{0,4}/i.test(value);
}

/** Whether a value is hex that a digest may begin with. */
export function isPartOfDigest(value: string): boolean {
  return /^[0-9a-f]{1,127}$/i.test(value);
}

/** Whether a value is a digest written in hex: of MD5, SHA-1, SHA-256 or SHA-512 length. */
export function isHexDigest(value: string): boolean {
  const hasLength = /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{128})$/i.test(value);
  return hasLength && areMixedHexDigits(value);
}

/** Three words, or two that are letters only: a sentence, a label, a command. */
function isProse(value: string): boolean {
  const words = value.split(/\s+/).filter((word) => word !== '');
  if (words.length >= 3) return true;
  if (/[^\u0000-\u024f]/.test(value) && !/[0-9a-z]{4}/i.test(value)) return true;
  // A word and a letter may be the beginning of a sentence, but `password A` is one of a list of passwords.
  const shortest = /^pass/i.test(words[0] ?? '') ? 2 : 1;
  return (
    words.length === 2 && words.every((word) => word.length >= shortest && /^[\p{L}'.,:!?]+$/u.test(word))
  );
}
