import type { Rule } from '../rule.ts';
import { keyWords } from '../keyWords.ts';
import { isLiteral, judgeValue } from '../valueVerdict.ts';
import { trait } from '../trait.ts';

function isVaultToken(words: readonly string[]): boolean {
  const text = words.join(' ');
  return /\b(?:vault|bao|openbao)\b(?: \w{1,20}){0,3} token(?: id)?$/.test(text);
}

/** Tokens and secret ids that open Vault: the one secret that everything else hangs on. */
export const vaultToken: Rule = {
  id: 'vault-token',
  description: 'a token for Vault or OpenBao',
  isFormat: false,
  traits: trait.tokenKey,
  examples: {
    positive: [
      {
        text: 'type: VaultProvider\napi_version: secrets/v1\nspec:\n  client:\n    address: https://vault:8200\n    token: ⟦made-up-token⟧\n',
        because: "Sensu's provider signs in with it",
      },
      { text: 'env:\n  VAULT_TOKEN: ⟦root⟧\n', because: 'a dev token still opens the server' },
      { text: 'env:\n  VAULT_DEV_ROOT_TOKEN_ID: ⟦root⟧\n', because: 'becomes the root token' },
    ],
    negative: [
      { text: 'env:\n  VAULT_TOKEN: ${VAULT_TOKEN}\n', because: 'comes from elsewhere' },
      { text: 'env:\n  VAULT_TOKEN_FILE: /run/token\n', because: 'names a file' },
      {
        text: 'type: VaultProvider\napi_version: secrets/v1\nspec:\n  client:\n    address: https://vault:8200\n    version: v2\n',
        because: 'no token in it',
      },
    ],
  },
  *find(scalar, context) {
    const { path, value } = scalar;
    const key = path.at(-1);
    if (typeof key !== 'string' || !isLiteral(scalar) || !/token/i.test(key)) return;
    const isProvider = context.type() === 'VaultProvider' && key === 'token';
    if (!isProvider && !isVaultToken(keyWords(key))) return;
    const verdict = judgeValue(value);
    if (verdict === 'empty' || verdict === 'reference' || (verdict === 'benign' && !isProvider)) return;
    yield {
      start: 0,
      end: value.trimEnd().length,
      confidence: verdict === 'placeholder' ? 'low' : verdict === 'weak' ? 'medium' : 'high',
      reason: 'This token opens Vault itself; take it out of the file and revoke it.',
    };
  },
};
