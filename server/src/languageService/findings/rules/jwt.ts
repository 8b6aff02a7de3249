import type { Rule } from '../rule.ts';
import { decodeBase64Text } from '../../base64.ts';
import { matchWindows } from '../textWindows.ts';
import { trait } from '../trait.ts';

/** The look-behind leaves one start per run of token characters, which keeps the search linear. */
const pattern =
  /(?<![A-Za-z0-9_-])(eyJ[A-Za-z0-9_-]{10,2000})\.(eyJ[A-Za-z0-9_-]{2,8000})\.([A-Za-z0-9_-]{20,1400})/g;

const sample = [
  'eyJhbGciOiJIUzI1NiJ9',
  'eyJzdWIiOiJtYWRlLXVwLWZvci10ZXN0cyJ9',
  'Q1w2E3r4T5y6U7i8O9p0AsDfGhJkLzXcVb',
].join('.');

/** Signed JSON Web Tokens. */
export const jwt: Rule = {
  id: 'jwt',
  description: 'a signed JSON Web Token',
  isFormat: true,
  traits: trait.token,
  examples: {
    positive: [
      { text: `token: ⟦${sample}⟧\n`, because: 'header and payload are JSON in base64' },
      { text: `run: curl -H "X-Auth: ⟦${sample}⟧" host\n`, because: 'it is one anywhere in a text' },
    ],
    negative: [
      { text: 'note: eyJub3QtYS10b2tlbg.eyJ4\n', because: 'no signature' },
      {
        text: 'token: eyJub3QiOiJhIGhlYWRlciJ9.eyJzdWIiOiJ4In0.Q1w2E3r4T5y6U7i8O9p0\n',
        because: 'the header names no algorithm',
      },
    ],
  },
  *find({ value }) {
    if (!value.includes('eyJ')) return;
    for (const { match, start } of matchWindows(value, pattern)) {
      const [whole, head, payload] = match;
      if (!/"alg"\s*:/.test(decodeBase64Text(head ?? '') ?? '')) continue;
      const isSample = /"(?:sub"\s*:\s*"1234567890|name"\s*:\s*"John Doe)/.test(
        decodeBase64Text(payload ?? '') ?? '',
      );
      yield {
        start,
        end: start + whole.length,
        confidence: isSample ? 'low' : 'certain',
        reason: 'This is a signed token; move it into Vault and revoke it where it is still valid.',
      };
    }
  },
};
