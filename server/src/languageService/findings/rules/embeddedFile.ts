import type { ConfigScalar } from '../../configDocument.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { looksRandom } from '../entropy.ts';
import { credentialLines } from '../credentialLines.ts';
import { embeddedEntries, type EmbeddedEntry } from '../embeddedLines.ts';
import { isCount } from '../counts.ts';
import { judgeNamed } from '../judgement.ts';
import { isTellingKey, scoreKey, type KeyStrength } from '../keyScore.ts';
import { isIndirect, isListOfReferences } from '../keyedScalars.ts';
import { trait } from '../trait.ts';

/** Keys of texts for people: what looks like an entry there is an example. */
const prose =
  /^(?:description|descriptions|help|notes?|documentation|doc|docs|readme|usage|summary|title|comments?|message|body|markdown|longdescription|text|label|tooltip|placeholder|instructions|changelog|details)$/i;
/** Keys of programs: there a bare word after `=` is a name, not a value. */
const program =
  /^(?:run|script|scripts|before_script|after_script|command|commands|cmd|args|inlinescript|code|source|groovy|pipeline|expression|rego|query|sql|template)$|\.(?:sh|py|js|ts|lua|groovy|rb|go|java|sql|rego|tf|ps1)$/i;

/** Text for people, unless it is JSON: `body` is that of a mail and that of a request. */
function isProse({ path, value }: ConfigScalar): boolean {
  if (/^\s{0,8}\{\s{0,8}"/.test(value)) return false;
  return path.some((segment) => typeof segment === 'string' && segment.length < 40 && prose.test(segment));
}

function isProgram({ path, value }: ConfigScalar): boolean {
  const isNamed = path.some(
    (segment) => typeof segment === 'string' && segment.length < 200 && program.test(segment),
  );
  return isNamed || value.startsWith('#!');
}

/** Under these names only what looks generated counts, and of that only what no program computes. */
function isUnclear(strength: KeyStrength, { text }: EmbeddedEntry): boolean {
  return strength === 'weak' || (strength === 'issued' && !looksRandom(text));
}

/** In a program only a quoted text, or a shell's tight assignment, is a literal. */
function isLiteralEntry({ isQuoted, separator, text }: EmbeddedEntry, inProgram: boolean): boolean {
  if (!inProgram) return true;
  return isQuoted ? separator.trim() !== ':' || text.length >= 8 : separator === '=';
}

/** Entries of a file that is written into a scalar. */
export const embeddedFile: Rule = {
  id: 'embedded-file',
  description: 'a secret in a file that is embedded in a scalar',
  isFormat: false,
  traits: trait.file,
  examples: {
    positive: [
      {
        text: 'data:\n  app.properties: |\n    db.user=app\n    db.password=⟦n0t-Real-9z⟧\n',
        because: 'properties in a ConfigMap',
      },
      {
        text: 'conf: |\n  [[inputs.x]]\n    password = "⟦n0t-Real-9z⟧" # of the exporter\n',
        because: 'TOML; the comment is no part of it',
      },
      { text: 'config.json: \'{"dbPassword": "⟦n0t-Real-9z⟧"}\'\n', because: 'JSON on one line' },
      { text: 'body: \'{"api_key": "⟦Q1w2E3r4T5y6U7i8O9p0⟧"}\'\n', because: 'the body of a request' },
      { text: 'run: |\n  export DB_PASSWORD=⟦n0t-Real-9z⟧\n  ./start\n', because: 'a shell assigns it' },
      {
        text: 'redis.conf: |\n  port 6379\n  requirepass ⟦n0t-Real-9z⟧\n',
        because: 'Redis has no separator',
      },
      {
        text: 'grafana.ini: |\n  [smtp]\n  password = """⟦n0t-Real-9z⟧"""\n',
        because: 'three quotes keep what has special characters',
      },
      {
        text: "init.sql: |\n  CREATE USER app WITH PASSWORD '⟦n0t-Real-9z⟧';\n  ALTER USER b IDENTIFIED BY '⟦n0t-Real-8y⟧';\n",
        because: 'a user in SQL',
      },
      {
        text: 'run: |\n  export REPORT_TOKEN=⟦Q1w2E3r4T5y6U7i8O9p0⟧\n  ./report\n',
        because: 'a generated value is a token in a program too',
      },
      {
        text: '{"body": "{\\"password\\": \\"⟦n0t-Real-9z⟧\\"}"}',
        fileName: 'a.json',
        because: 'JSON as the body of a request',
      },
      {
        text: 'extraEnv: |\n  - name: DB_PASSWORD\n    value: ⟦n0t-Real-9z⟧\n  - name: LEVEL\n    value: info\n',
        because: 'a pair of name and value, as charts take it',
      },
      {
        text: 'web.config: |\n  <configuration>\n    <add key="MailPassword" value="⟦n0t-Real-9z⟧" />\n    <password>⟦n0t-Real-8y⟧</password>\n  </configuration>\n',
        because: 'XML has names in attributes and in tags',
      },
      {
        text: 'netrc: |\n  machine git.local login app password ⟦n0t-Real-9z⟧\n',
        because: 'netrc has no separator',
      },
      {
        text: 'pgpass: |\n  pg.local:5432:app:app:⟦n0t-Real-9z⟧\n',
        because: 'the last of five parts is the password',
      },
      {
        text: 'chpasswd:\n  list: |\n    root:⟦n0t-Real-9z⟧\n    app:⟦n0t-Real-8y⟧\n',
        because: 'cloud-init sets these passwords',
      },
    ],
    negative: [
      {
        text: 'web.config: |\n  <add key="PasswordFile" value="n0t-Real-9z" />\n  <password>${DB_PASSWORD}</password>\n',
        because: 'names a file, and a reference',
      },
      { text: 'hosts: |\n  pg.local:5432:app:app:n0t-Real-9z\n', because: 'no such file by its name' },
      { text: 'list: |\n  root:n0t-Real-9z\n', because: 'pairs of anything' },
      {
        text: 'extraEnv: |\n  - name: DB_PASSWORD\n    valueFrom:\n      secretKeyRef:\n        name: db\n        key: password\n',
        because: 'the value comes from elsewhere',
      },
      { text: 'run: |\n  password = getPassword()\n  token = other\n', because: 'a program computes them' },
      { text: 'description: |\n  Set it so:\n  password: n0t-Real-9z\n', because: 'a text for people' },
      { text: 'conf: |\n  # password = n0t-Real-9z\n  port = 1\n', because: 'a comment' },
      { text: 'conf: |\n  password:   # n0t-Real-9z\n  port: 1\n', because: 'no value, and a comment' },
      { text: 'run: |\n  PASSWORD=`cat pw`\n  go\n', because: 'the output of a command' },
      { text: 'run: |\n  PGPASSWORD=\\"$PGPASSWORD_OLD\\" pg_dump\n', because: 'a variable in quotes' },
      { text: 'conf: |\n  password = ${DB_PASSWORD}\n  port = 1\n', because: 'comes from elsewhere' },
    ],
  },
  *find(scalar, context: RuleContext) {
    const { value } = scalar;
    if (!value.includes('\n') && !value.includes('":') && !value.includes('" :')) return;
    for (const { text, start } of credentialLines(scalar.path, value)) {
      yield* judgeNamed({ strength: 'password', text, start }, context.fileClass);
    }
    if (!isTellingKey(value) && !/identified/i.test(value)) return;
    if (isProse(scalar) || isListOfReferences(scalar, context) || isIndirect(scalar, context)) return;
    const inProgram = isProgram(scalar);
    for (const entry of embeddedEntries(value)) {
      const strength = scoreKey(entry.name);
      if (!strength || isUnclear(strength, entry) || !isLiteralEntry(entry, inProgram)) continue;
      if (isCount(strength, entry.name, entry.text)) continue;
      if (inProgram && strength === 'medium' && !entry.isQuoted && !looksRandom(entry.text)) continue;
      yield* judgeNamed({ strength, text: entry.text, start: entry.start }, context.fileClass);
    }
  },
};
