import type { ConfigScalar } from '../../configDocument.ts';
import type { FileClass } from '../fileClass.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { looksRandom } from '../entropy.ts';
import { judgeNamed } from '../judgement.ts';
import { scoreKey, stronger, type KeyStrength } from '../keyScore.ts';
import { isValueKey } from '../keyTraits.ts';
import { nameKeys, typeKeys, type SiblingKey } from '../siblingKeys.ts';
import { isLiteral } from '../valueVerdict.ts';
import { trait } from '../trait.ts';

const secretTypes = /^(?:password|secret|secure_?string|secret_?text|credential|securestring)$/i;

function strengthBeside(context: RuleContext): KeyStrength | undefined {
  const textOf = (key: SiblingKey): string => context.beside(key)?.value ?? '';
  let strength: KeyStrength | undefined;
  for (const key of nameKeys) strength = stronger(strength, scoreKey(textOf(key)));
  if (typeKeys.some((key) => secretTypes.test(textOf(key)))) strength = stronger(strength, 'strong');
  return strength;
}

/** In a cluster a variable holds its value, but a parameter (of Tekton) may hold the name of an object. */
function classFor({ path }: ConfigScalar, { fileClass }: RuleContext): FileClass {
  return fileClass === 'kubernetes' && !path.includes('params') ? 'other' : fileClass;
}

/** `{name: DB_PASSWORD, value: x}` and `{type: password, value: x}`. */
export const nameValuePair: Rule = {
  id: 'name-value-pair',
  description: 'a secret in a pair of name and value',
  isFormat: false,
  traits: trait.valueKey,
  examples: {
    positive: [
      {
        text: 'env:\n  - name: DB_PASSWORD\n    value: ⟦n0t-Real-9z⟧\n',
        because: 'the name beside it tells',
      },
      {
        text: '[{"value": "⟦n0t-Real-9z⟧", "key": "db.password"}]',
        fileName: 'a.json',
        because: 'in any order',
      },
      {
        text: 'fields:\n  - envKey: MASTER_KEY\n    default: ⟦Q1w2E3r4T5y6U7i8O9p0⟧\n',
        because: 'the default of a field of a form',
      },
      { text: 'field:\n  type: password\n  value: ⟦n0t-Real-9z⟧\n', because: 'the type beside it tells' },
    ],
    negative: [
      { text: 'env:\n  - name: DB_PASSWORD\n    value: $(PW)\n', because: 'the value comes from elsewhere' },
      { text: 'env:\n  - name: PASSWORD_HASH_ROUNDS\n    value: "12"\n', because: 'the last word decides' },
      { text: 'params:\n  - name: token-secret\n    default: github-token\n', because: 'names an object' },
      {
        text: 'kind: PipelineRun\napiVersion: tekton.dev/v1\nspec:\n  params:\n    - name: github-token-secret\n      value: bot-token\n',
        because: 'a parameter names the object that holds the token',
      },
      {
        text: 'env:\n  - name: DB_PASSWORD\n    valueFrom: {secretKeyRef: {name: db, key: password}}\n',
        because: 'a reference to a Secret',
      },
    ],
  },
  *find(scalar, context) {
    const key = scalar.path.at(-1);
    if (!isValueKey(key) || !isLiteral(scalar)) return;
    // Parameters and forms have defaults for names, which tell something only when they were generated.
    if (key === 'default' && !looksRandom(scalar.value)) return;
    const strength = strengthBeside(context);
    if (!strength || (strength !== 'password' && /^\d{1,15}$/.test(scalar.value))) return;
    yield* judgeNamed({ strength, text: scalar.value, start: 0 }, classFor(scalar, context));
  },
};
