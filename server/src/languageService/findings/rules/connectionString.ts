import type { Rule, RuleContext, RuleHit } from '../rule.ts';
import { assignmentsIn, type Assignment } from '../assignments.ts';
import { looksRandom } from '../entropy.ts';
import { judgeNamed } from '../judgement.ts';
import { scoreKey } from '../keyScore.ts';
import { trait } from '../trait.ts';

/** Names that make a text with assignments a connection string, a DSN, a query string or a JAAS configuration. */
const connectionNames =
  /(?:^|[;&?\s"'])(?:user(?:name| ?id)?|uid|host(?:name)?|server|data source|dbname|database|initial catalog|endpoint|accountname|sharedaccesskeyname|defaultendpointsprotocol|port|sslmode)\s{0,2}=|[,;]\s{0,2}(?:password|pwd)\s{0,2}=/i;
const jaas = /LoginModule\s+(?:required|requisite|sufficient|optional)\b/;

/** Parameters that are secret whatever their name says: users of JAAS, and the keys of Azure's access policies. */
const alwaysSecret = /^(?:user_\w{1,60}|SharedAccessKey)$/;

function* judge(assignment: Assignment, { fileClass }: RuleContext): Iterable<RuleHit> {
  const { name, text, start } = assignment;
  const strength = alwaysSecret.test(name) ? 'password' : scoreKey(name);
  const isGenerated = strength === 'medium' && text.length >= 20 && looksRandom(text);
  if (strength === 'password' || strength === 'strong' || isGenerated)
    yield* judgeNamed({ strength, text, start }, fileClass);
}

/** Credentials among the parameters of a connection. */
export const connectionString: Rule = {
  id: 'connection-string',
  description: 'a password in a connection string, a query string or a JAAS configuration',
  isFormat: false,
  traits: trait.equals,
  examples: {
    positive: [
      { text: 'db: Server=sql;Database=app;User Id=app;Password=⟦n0t-Real-9z⟧;\n', because: 'ADO.NET' },
      { text: 'db: host=db user=app password=⟦n0t-Real-9z⟧ dbname=app\n', because: 'libpq' },
      { text: 'db: jdbc:mysql://db/app?user=app&password=⟦n0t-Real-9z⟧\n', because: 'JDBC' },
      {
        text: 'storage: DefaultEndpointsProtocol=https;AccountName=app;AccountKey=⟦Q1w2E3r4T5y6U7i8O9p0AsDfGhJkLzXcVb12==⟧;EndpointSuffix=x\n',
        because: 'an Azure storage account',
      },
      {
        text: 'jaas: PlainLoginModule required username="app" password="⟦n0t-Real-9z⟧" user_bob="⟦n0t-Real-8y⟧";\n',
        because: 'JAAS lists users as `user_NAME`',
      },
      {
        text: 'db: ${DB:-Server=sql;User=app;Password=⟦n0t-Real-9z⟧}\n',
        because: 'a default that is in force',
      },
      {
        text: 'bus: Endpoint=sb://bus/;SharedAccessKeyName=root;SharedAccessKey=⟦Q1w2E3r4T5y6U7i8O9p0AsDf=⟧\n',
        because: 'an access policy of Azure',
      },
      { text: 'hook: https://hook.local/in?token=⟦Q1w2E3r4T5y6U7i8O9p0⟧\n', because: 'in a query string' },
      {
        text: 'xml: <add name="db" connectionString="Server=sql;User Id=app;Password=⟦n0t-Real-9z⟧;" />\n',
        because: 'the whole is the value of an attribute',
      },
    ],
    negative: [
      { text: 'next: https://api.local/items?token=page-two-of-many\n', because: 'a name, not a token' },
      { text: 'db: Server=sql;Database=app;Integrated Security=true\n', because: 'no password' },
      {
        text: 'db: host=db user=app password=${DB_PASSWORD}\n',
        because: 'the password comes from elsewhere',
      },
      { text: 'db: Server=sql;User Id=app;Password=<your password>;\n', because: 'shows a form' },
      {
        text: "db: \"[concat('AccountName=',parameters('name'),';AccountKey=',listKeys(variables('id')).key)]\"\n",
        because: 'an expression asks for the key',
      },
    ],
  },
  *find({ value }, context) {
    if (!value.includes('=')) return;
    const sample = value.slice(0, 16_384);
    const isJaas = jaas.test(sample);
    if (!isJaas && !connectionNames.test(sample) && !/[?&]\w{1,60}=/.test(sample)) return;
    for (const assignment of assignmentsIn(value)) {
      if (isJaas || !assignment.name.startsWith('user_')) yield* judge(assignment, context);
    }
  },
};
