import type { Rule } from '../rule.ts';
import { defaultValues } from '../defaults.ts';
import { isCount } from '../counts.ts';
import { judgeNamed } from '../judgement.ts';
import { scoreKey, scorePath, stronger } from '../keyScore.ts';
import { namesOther } from '../otherNames.ts';
import { trait } from '../trait.ts';

/** The literal that an interpolation falls back to. */
export const environmentDefault: Rule = {
  id: 'environment-default',
  description: 'a secret as the default of an interpolation',
  isFormat: false,
  traits: trait.brace,
  examples: {
    positive: [
      { text: 'password: ${DB_PASSWORD:-⟦n0t-Real-9z⟧}\n', because: 'in force when the variable is not set' },
      { text: 'spring.datasource.password: ${DB_PASSWORD:⟦n0t-Real-9z⟧}\n', because: "Spring's form" },
      { text: 'pw: "{{ db_password | default(\'⟦n0t-Real-9z⟧\') }}"\n', because: "Jinja's form" },
      {
        text: 'auth_token: "${API_USER:somebody}:${API_PWD:⟦n0t-Real-9z⟧}"\n',
        because: 'of two variables the one that names a password',
      },
      { text: 'command: run --with ${API_TOKEN:-⟦Q1w2E3r4T5y6U7i8O9p0⟧}\n', because: 'the variable tells' },
      { text: "secret: ${env:JWT_SECRET, '⟦n0t-Real-9z⟧'}\n", because: "Serverless's form" },
    ],
    negative: [
      { text: 'password: ${ssm:/app/${sls:stage}/db-password}\n', because: 'looked up by a path' },
      { text: 'token: ${localEnv:API_TOKEN}\n', because: 'a variable of the machine' },
      { text: 'password: ${DB_PASSWORD:?set the password}\n', because: 'a message' },
      { text: 'password: ${DB_PASSWORD:-}\n', because: 'an empty default' },
      { text: 'password: ${vault:secret/data/db#password}\n', because: 'a reference' },
      { text: 'password: ${A:-${B}}\n', because: 'the default comes from elsewhere' },
    ],
  },
  *find({ value, path }, context) {
    if (!value.includes('${') && !value.includes('{{')) return;
    if (value.length > 16_384) return;
    for (const { variable, start, end } of defaultValues(value)) {
      const isAlone =
        !namesOther(variable) &&
        /^\s*[$'"{]/.test(value.slice(0, start)) &&
        /^[^{]*\}\s*$/.test(value.slice(end));
      const strength = stronger(scoreKey(variable), isAlone ? scorePath(path) : undefined);
      const text = value.slice(start, end);
      if (!strength || isCount(strength, variable, text)) continue;
      yield* judgeNamed({ strength, text, start }, context.fileClass);
    }
  },
};
