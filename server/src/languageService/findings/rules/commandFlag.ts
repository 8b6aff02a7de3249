import type { ConfigScalar } from '../../configDocument.ts';
import type { Rule, RuleContext, RuleHit } from '../rule.ts';
import { unquote } from '../assignments.ts';
import { isHexDigest } from '../benignShapes.ts';
import { looksRandom } from '../entropy.ts';
import { judgeNamed } from '../judgement.ts';
import { scoreKey, type KeyStrength } from '../keyScore.ts';
import { matchWindows } from '../textWindows.ts';
import { trait } from '../trait.ts';

const argument = '("[^"\\n]{0,256}"|\'[^\'\\n]{0,256}\'|\\$\\{[^}\\n]{1,256}\\}|[^\\s"\'`;|&<>]{1,256})';
/** `--name value`, `--name=value`, `-Dname=value`. */
const longFlag = new RegExp(
  `(?<![\\w-])(?:--([A-Za-z][\\w.-]{1,80})(?:=|[ \\t]{1,4}(?!-))|-D?([A-Za-z][\\w.-]{1,80})=)${argument}`,
  'g',
);
/** An assignment in front of a command or after `-e`: `PGPASSWORD=x psql`. */
const prefixed = new RegExp(`(?:^|[\\s;&|("'=])([A-Za-z_][\\w.-]{1,80})=${argument}`, 'gm');
/** Short flags that take a password in tools that are common in containers. */
const shortFlags = new RegExp(
  `\\b(?:sshpass[ \\t]{1,4}-p[ \\t]{0,4}|redis-cli\\b[^\\n|;&]{0,120}[ \\t]-a[ \\t]{1,4}|sqlcmd\\b[^\\n|;&]{0,120}[ \\t]-P[ \\t]{0,4}|(?:mongo|mongosh|mongodump|mongorestore)\\b[^\\n|;&]{0,120}[ \\t]-p[ \\t]{1,4}|(?:docker|podman|oc|az)[ \\t]{1,4}login\\b[^\\n|;&]{0,200}[ \\t]-p[ \\t]{1,4}|ldap(?:search|add|modify|whoami)\\b[^\\n|;&]{0,120}[ \\t]-w[ \\t]{1,4}|(?:mysql|mysqldump|mysqladmin|mariadb)\\b[^\\n|;&]{0,120}[ \\t]-p(?=[^\\s])|(?:curl|wget)\\b[^\\n|;&]{0,200}[ \\t](?:-u|--user)[ \\t=]{1,4}["']?[\\w.@-]{1,64}:)${argument}`,
  'g',
);

function isTelling(strength: KeyStrength | undefined): strength is KeyStrength {
  return strength === 'password' || strength === 'strong';
}

/** `f(api_key=api_key, url=url)`: a program hands on a variable of the same name. */
function isKeywordArgument(name: string, written: string): boolean {
  return name !== '' && (written.startsWith(`${name},`) || written.startsWith(`${name})`));
}

/** A flag such as `--token` takes names as well. */
function isGenerated(text: string): boolean {
  return text.length >= 20 && (looksRandom(text) || isHexDigest(text));
}

function isTellingFlag(strength: KeyStrength, text: string): boolean {
  return isTelling(strength) || (strength === 'medium' && isGenerated(text));
}

function* named(value: string, pattern: RegExp, context: RuleContext): Iterable<RuleHit> {
  for (const { match, start } of matchWindows(value, pattern)) {
    const [whole] = match;
    const written = match.at(-1) ?? '';
    const strength = scoreKey(match.slice(1, -1).join(''));
    if (isKeywordArgument(match[1] ?? '', written)) continue;
    const literal = unquote(written, start + whole.length - written.length);
    if (!strength || !isTellingFlag(strength, literal.text)) continue;
    yield* judgeNamed({ strength, ...literal }, context.fileClass);
  }
}

function* short(value: string, context: RuleContext): Iterable<RuleHit> {
  for (const { match, start } of matchWindows(value, shortFlags)) {
    const [whole, written = ''] = match;
    const literal = unquote(written, start + whole.length - written.length);
    yield* judgeNamed({ strength: 'password', ...literal }, context.fileClass);
  }
}

/** A list item after an item that is a flag: `["--requirepass", "x"]`. */
function* afterFlag({ path, value }: ConfigScalar, context: RuleContext): Iterable<RuleHit> {
  if (typeof path.at(-1) !== 'number' || value.startsWith('-')) return;
  const [, name] = /^--?([A-Za-z][\w.-]{1,80})$/.exec(context.before() ?? '') ?? [];
  const strength = name === undefined ? undefined : scoreKey(name);
  if (isTelling(strength)) yield* judgeNamed({ strength, text: value, start: 0 }, context.fileClass);
}

/** `["mysqladmin", "-uroot", "-pX"]`: the client of MySQL takes it without a blank, after the user. */
function* glued({ path, value }: ConfigScalar, context: RuleContext): Iterable<RuleHit> {
  if (typeof path.at(-1) !== 'number' || !/^-p[^\s-]\S/.test(value)) return;
  if (!/^-u[A-Za-z_$]/.test(context.before() ?? '')) return;
  yield* judgeNamed({ strength: 'password', text: value.slice(2), start: 2 }, context.fileClass);
}

/** Assignments in front of commands. What an item of a list of variables begins with is none. */
function* assigned(scalar: ConfigScalar, context: RuleContext): Iterable<RuleHit> {
  const { path, value } = scalar;
  const list = path.at(-2);
  const isVariable = typeof path.at(-1) === 'number' && typeof list === 'string' && /env/i.test(list);
  const own = isVariable ? (/^\w+=/.exec(value)?.[0].length ?? 0) : 0;
  for (const hit of named(value, prefixed, context)) if (own === 0 || hit.start !== own) yield hit;
}

/** Passwords on command lines. */
export const commandFlag: Rule = {
  id: 'command-flag',
  description: 'a password on a command line',
  isFormat: false,
  traits: trait.command | trait.listItem,
  examples: {
    positive: [
      {
        text: 'command: redis-server --requirepass ⟦n0t-Real-9z⟧ --port 6379\n',
        because: 'the flag names it',
      },
      { text: 'args: ["--requirepass", "⟦n0t-Real-9z⟧"]\n', because: 'flag and value are two items' },
      {
        text: 'JAVA_OPTS: -Xmx1g -Dspring.datasource.password=⟦n0t-Real-9z⟧\n',
        because: 'a system property',
      },
      { text: "test: PGPASSWORD='⟦n0t-Real-9z⟧' psql -h db\n", because: 'set for one command' },
      { text: 'test: sqlcmd -S localhost -U sa -P ⟦n0t-Real-9z⟧ -Q "SELECT 1"\n', because: '-P of sqlcmd' },
      { text: 'run: mongosh -u root -p ⟦n0t-Real-9z⟧ --eval 1\n', because: '-p of the Mongo shell' },
      { text: 'test: mysqladmin ping -u root -p⟦n0t-Real-9z⟧\n', because: '-p takes it without a blank' },
      {
        text: 'command: handler --token ⟦Q1w2E3r4T5y6U7i8O9p0⟧ --quiet\n',
        because: 'the value looks generated',
      },
      {
        text: 'test: ["CMD", "mysqladmin", "ping", "-uroot", "-p⟦n0t-Real-9z⟧"]\n',
        because: 'user and password are glued to their flags',
      },
      { text: 'run: docker login -u robot -p ⟦n0t-Real-9z⟧ registry.local\n', because: '-p of a login' },
    ],
    negative: [
      { text: 'run: count --token whitespace-and-words file\n', because: 'a name, not a token' },
      { text: 'args: ["-verbose", "-pedantic"]\n', because: 'another flag' },
      { text: 'args: ["-uroot", "-p$MYSQL_PASSWORD"]\n', because: 'a variable' },
      { text: 'run: docker run -p 8080:80 login\n', because: 'a port' },
      { text: 'command: redis-server --requirepass $REDIS_PASSWORD\n', because: 'a variable' },
      { text: 'args: ["--password-file", "/run/secrets/pw"]\n', because: 'the flag names a file' },
      { text: 'run: docker login -u app -p $DOCKER_PASSWORD\n', because: 'a variable' },
      { text: 'run: call(api_key=api_key, url=base)\n', because: 'a keyword argument' },
      { text: 'test: mysqladmin ping --password=$$MYSQL_PASSWORD\n', because: 'how compose writes a dollar' },
      {
        text: 'environment:\n  - DB_PASSWORD=mot de passe\n',
        because: 'a variable, and no command behind it',
      },
      { text: 'run: gpg --batch --passphrase-fd 0\n', because: 'a file descriptor' },
    ],
  },
  *find(scalar, context) {
    const { value } = scalar;
    const hasBlank = /\s/.test(value);
    if (value.includes('--') || (value.includes('-') && value.includes('='))) {
      yield* named(value, longFlag, context);
    }
    if (hasBlank && value.includes('-')) yield* short(value, context);
    if (hasBlank && value.includes('=')) yield* assigned(scalar, context);
    yield* afterFlag(scalar, context);
    yield* glued(scalar, context);
  },
};
