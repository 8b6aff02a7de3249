import type { Rule, RuleHit } from '../rule.ts';
import { decodeBase64Text } from '../base64.ts';
import { looksRandom } from '../entropy.ts';
import { matchWindows } from '../textWindows.ts';
import { judgeValue } from '../valueVerdict.ts';
import { trait } from '../trait.ts';

const pattern =
  /(?:^|\bauthorization["']?[ \t]{0,4}[:=][ \t]{0,4}["']?)(bearer|basic|token|apikey|splunk)[ \t]{1,4}([\w.~+/=-]{6,4096})/gi;

const reason = 'The header carries a credential in plain text; move it into Vault.';

function* judge(scheme: string, credential: string, start: number): Iterable<RuleHit> {
  const at = { start, end: start + credential.length, reason };
  if (scheme !== 'basic') {
    if (looksRandom(credential) && judgeValue(credential) !== 'placeholder')
      yield { ...at, confidence: 'high' };
    return;
  }
  const [, password] = /^[^:\s]{1,128}:(\S{1,512})$/.exec(decodeBase64Text(credential) ?? '') ?? [];
  if (password === undefined) return;
  const verdict = judgeValue(password);
  if (verdict === 'placeholder' || /^(?:foo|bar|pass|password)$/.test(password))
    yield { ...at, confidence: 'low' };
  else if (verdict === 'weak') yield { ...at, confidence: 'medium' };
  else if (verdict !== 'reference' && verdict !== 'empty') yield { ...at, confidence: 'high' };
}

/** Credentials after the scheme of an `Authorization` header. */
export const authorizationHeader: Rule = {
  id: 'authorization-header',
  description: 'a credential in an Authorization header',
  isFormat: false,
  traits: trait.blank,
  examples: {
    positive: [
      { text: 'Authorization: Bearer ⟦Q1w2E3r4T5y6U7i8O9p0⟧\n', because: 'the token after the scheme' },
      {
        text: 'run: curl -H "Authorization: Basic ⟦YXBwOm4wdC1SZWFsLTl6⟧" host\n',
        because: 'base64 of a user name and a password',
      },
    ],
    negative: [
      { text: 'Authorization: Bearer ${TOKEN}\n', because: 'the token comes from elsewhere' },
      { text: 'scheme: Bearer authentication\n', because: 'a description of the scheme' },
    ],
  },
  *find({ value }) {
    if (value.length < 12) return;
    for (const { match, start } of matchWindows(value, pattern)) {
      const [whole, scheme = '', credential = ''] = match;
      yield* judge(scheme.toLowerCase(), credential, start + whole.length - credential.length);
    }
  },
};
