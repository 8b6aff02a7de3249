import type { Rule, RuleHit } from '../rule.ts';
import { hasBase62Checksum } from '../checksum.ts';
import { shannonEntropy } from '../entropy.ts';
import type { Confidence } from '../finding.ts';
import { matchWindows } from '../textWindows.ts';
import { bodyPattern, prefixPattern, prefixScreen, type TokenFormat } from '../tokenFormat.ts';
import { tokenFormats } from '../tokenFormats.ts';
import { trait } from '../trait.ts';

const anyPrefix = prefixPattern(tokenFormats);
const mayHoldPrefix = prefixScreen(tokenFormats);
const bodies = tokenFormats.map((format) => ({ format, body: bodyPattern(format) }));

/** A text with more prefixes than this is made to cost time: each is compared with a few hundred characters. */
const maxPrefixes = 10_000;

const reason =
  "This has the format of a provider's access token; move it into Vault and revoke it at the provider.";

function* tokenAt(value: string, prefix: string, start: number): Iterable<RuleHit> {
  for (const { format, body } of bodies) {
    if (format.prefix !== prefix) continue;
    body.lastIndex = start + prefix.length;
    const [text] = body.exec(value) ?? [];
    if (text === undefined || text.length > format.max) continue;
    const end = start + prefix.length + text.length;
    yield { start, end, confidence: grade(format, text), reason };
    return;
  }
}

/** A checksum proves a token; repeated characters or a telling word make it an example. */
function grade({ checksum, confidence }: TokenFormat, body: string): Confidence {
  if (/x{6}|example|(.)\1{5}|0?123456789|abcdefgh/i.test(body) || shannonEntropy(body) < 2.6) return 'low';
  if (checksum && hasBase62Checksum(body)) return 'certain';
  return confidence ?? 'high';
}

/** Put together here, so that other scanners pass over this file. */
const GITLAB = ['gl', 'pat-'].join('');
const GITHUB = ['gh', 'p_'].join('');
const DIGITAL_OCEAN = ['dop', '_v1_'].join('');
const BODY = 'Q1w2E3r4T5y6U7i8O9p0';

/** Tokens that name their issuer by a prefix. */
export const providerToken: Rule = {
  id: 'provider-token',
  description: "an access token in a provider's own format",
  isFormat: true,
  traits: trait.token,
  examples: {
    positive: [
      { text: `a: ⟦${GITLAB}${BODY}⟧\n`, because: 'the prefix names the issuer under any key' },
      {
        text: `run: deploy --with ⟦${DIGITAL_OCEAN}${'0a1b2c3d4e5f6789'.repeat(4)}⟧ now\n`,
        because: 'inside a command',
      },
    ],
    negative: [
      { text: `a: ${GITLAB}xxxxxxxxxxxxxxxxxxxx\n`, because: 'blanked out' },
      { text: `a: ${GITHUB}short\n`, because: 'too short for the format' },
      { text: `a: some${GITLAB}${BODY}\n`, because: 'the prefix is the end of another word' },
    ],
  },
  *find({ value }) {
    if (value.length < 12 || !mayHoldPrefix(value)) return;
    let left = maxPrefixes;
    for (const { match, start } of matchWindows(value, anyPrefix)) {
      if (left-- === 0) return;
      yield* tokenAt(value, match[0], start);
    }
  },
};
