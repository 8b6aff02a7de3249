import type { Rule, RuleHit } from '../rule.ts';
import { decodeBase64Start } from '../../base64.ts';
import { isHexDigest } from '../benignShapes.ts';
import { beginsRandom, looksRandom } from '../entropy.ts';
import { scoreKey } from '../keyScore.ts';
import { matchWindows } from '../textWindows.ts';
import { judgeValue } from '../valueVerdict.ts';
import { trait } from '../trait.ts';

const pattern =
  /(?:^|\bauthorization["']?[ \t]{0,4}(?:[:=]|(?=["']))[ \t]{0,4}["']?)(bearer|basic|token|apikey|splunk)[ \t]{1,4}([\w.~+/=-]{6,4096})/gi;

/** Another header of a request on a command line. */
const headerFlag =
  /[ \t](?:-H|--header)[ \t=]{1,4}["']([A-Za-z][\w-]{1,60}):[ \t]{0,4}([\w.~+/=-]{16,4096})["']/g;

const reason = 'The header carries a credential in plain text; move it into Vault.';

function* judge(scheme: string, credential: string, start: number): Iterable<RuleHit> {
  const at = { start, end: start + credential.length, reason };
  if (scheme !== 'basic') {
    if (beginsRandom(credential) && judgeValue(credential) !== 'placeholder')
      yield { ...at, confidence: 'high' };
    return;
  }
  const [, password] = /^[^:\s]{1,128}:(\S{1,512})$/.exec(decodeBase64Start(credential) ?? '') ?? [];
  if (password === undefined) return;
  const verdict = judgeValue(password);
  if (verdict === 'placeholder' || /^(?:foo|bar|pass|password)$/.test(password))
    yield { ...at, confidence: 'low' };
  else if (verdict === 'weak') yield { ...at, confidence: 'medium' };
  else if (verdict !== 'reference' && verdict !== 'empty') yield { ...at, confidence: 'high' };
}

function* inHeaderFlags(value: string): Iterable<RuleHit> {
  for (const { match, start } of matchWindows(value, headerFlag)) {
    const [whole, name = '', text = ''] = match;
    if (scoreKey(name) === undefined || !(looksRandom(text) || isHexDigest(text))) continue;
    const end = start + whole.length - 1;
    yield { start: end - text.length, end, confidence: 'high', reason };
  }
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
      {
        text: 'conf: proxy_set_header Authorization "Basic ⟦YXBwOm4wdC1SZWFsLTl6⟧";\n',
        because: 'nginx has no separator',
      },
      {
        text: 'run: \'curl -H "X-Auth-Token: ⟦Q1w2E3r4T5y6U7i8O9p0⟧" host\'\n',
        because: 'a header that is named after a credential',
      },
    ],
    negative: [
      {
        text: 'run: \'curl -H "X-Request-Id: Q1w2E3r4T5y6U7i8O9p0" host\'\n',
        because: 'names no credential',
      },
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
    yield* inHeaderFlags(value);
  },
};
