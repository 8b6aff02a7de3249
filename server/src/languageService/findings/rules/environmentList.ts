import type { Rule } from '../rule.ts';
import { unquote } from '../assignments.ts';
import { isCount } from '../counts.ts';
import { judgeNamed } from '../judgement.ts';
import { scoreKey } from '../keyScore.ts';
import { trait } from '../trait.ts';

/** A name and what is assigned to it. */
export const assignment = /^([A-Za-z_][\w.-]{0,200})=([^\n]{1,4096})$/;

/** `NAME=value` as a whole scalar, as in the `environment` list of compose or the `literals` of kustomize. */
export const environmentList: Rule = {
  id: 'environment-list',
  description: 'a secret in a `NAME=value` item',
  isFormat: false,
  traits: trait.equals,
  examples: {
    positive: [
      { text: 'environment:\n  - POSTGRES_PASSWORD=⟦n0t-Real-9z⟧\n', because: 'a list of variables' },
      { text: "env: ['API_KEY=⟦Q1w2E3r4T5y6U7i8O9p0⟧']\n", because: 'quoted, in flow style' },
    ],
    negative: [
      { text: 'environment:\n  - POSTGRES_PASSWORD=${PW}\n', because: 'the value comes from elsewhere' },
      { text: 'environment:\n  - POSTGRES_PASSWORD_FILE=/run/secrets/pw\n', because: 'names a file' },
      { text: 'environment:\n  - PASSWORD_MIN_LENGTH=12\n', because: 'the last word decides' },
    ],
  },
  *find({ value }, context) {
    const [, name, written] = assignment.exec(value) ?? [];
    if (name === undefined || written === undefined) return;
    const strength = scoreKey(name);
    if (!strength || isCount(strength, name, written)) return;
    // A connection string begins like a variable.
    if (strength === 'weak' && written.includes(';')) return;
    const literal = unquote(written, value.length - written.length);
    const fileClass = context.fileClass === 'kubernetes' ? 'other' : context.fileClass;
    yield* judgeNamed({ strength, ...literal }, fileClass);
  },
};
