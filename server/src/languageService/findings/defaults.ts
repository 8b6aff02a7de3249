import type { Span } from './rule.ts';

/** The literal that an interpolation falls back to. */
export interface DefaultValue extends Span {
  /** The variable that is asked first. */
  readonly variable: string;
}

/**
 * `${NAME:-`, `${NAME:=`, `${NAME-` and `${some.name:`, but not `:?` (a message) or `:+` (used when the name is set). A
 * lone dash separates only after upper case: other names have dashes of their own.
 */
const shellStart =
  /\$\{\s{0,4}(?:([A-Za-z_]\w{0,120}):[-=]|([A-Z_][A-Z0-9_]{0,120})-|([A-Za-z_][\w.-]{0,120}):(?![-=?+/]))/g;

/** Names before a colon that choose where to look something up, so that what follows is no default. */
const resolvers = new Set(
  `vault bao env ssm file self cf opt param s3 sys aws secret secrets secretsmanager sm gcp azure keyvault main ctx lower
  upper base64 script url const java k8s docker date jndi bundle properties sops input strtobool config op
  sls oc.env localenv containerenv`.split(/\s+/),
);

/** `${env:NAME, 'x'}` of Serverless. */
const listedDefault = /\$\{(?:env|opt|ssm|param|self):([\w./-]{1,120}),\s{0,4}(["'])([^"'\n]{1,256})\2\}/g;

/** `default("x")` of Jinja and `default "x"` of Go templates. */
const templateDefault = /\bdefault\s{0,4}\(?\s{0,4}(["'])([^"'\n]{1,256})\1/g;

/** Literals that interpolations in a text fall back to, innermost first. Linear: each start is looked at once. */
export function* defaultValues(text: string): Iterable<DefaultValue> {
  if (text.includes('${')) {
    for (const match of text.matchAll(shellStart)) {
      const variable = match[1] ?? match[2] ?? match[3] ?? '';
      if (resolvers.has(variable.toLowerCase())) continue;
      const start = match.index + match[0].length;
      const end = literalEnd(text, start);
      if (end > start) yield { variable, start, end };
    }
    for (const { 0: whole, 1: variable = '', 3: quoted = '', index } of text.matchAll(listedDefault)) {
      const end = index + whole.length - 2;
      yield { variable, start: end - quoted.length, end };
    }
  }
  if (text.includes('{{')) yield* templateDefaults(text);
}

/** End of a default that has no interpolation of its own; `start` when it has one, or is longer than 512. */
function literalEnd(text: string, start: number): number {
  const limit = Math.min(text.length, start + 512);
  for (let index = start; index < limit; index += 1) {
    if (text[index] === '}') return index;
    if (text[index] === '$' && text[index + 1] === '{') return start;
  }
  return start;
}

function* templateDefaults(text: string): Iterable<DefaultValue> {
  for (const match of text.matchAll(templateDefault)) {
    const open = text.lastIndexOf('{{', match.index);
    if (open === -1 || match.index - open > 300) continue;
    const quoted = match[2] ?? '';
    const start = match.index + match[0].length - 1 - quoted.length;
    const variable = lastName(text.slice(open + 2, match.index));
    yield { variable, start, end: start + quoted.length };
  }
}

function lastName(expression: string): string {
  return /([A-Za-z_][\w.-]{0,120})["'\s|)]*$/.exec(expression)?.[1] ?? '';
}
