import type { Rule } from '../rule.ts';
import { shannonEntropy } from '../entropy.ts';
import type { Confidence } from '../finding.ts';
import { hasChecksum } from '../formats/checksum.ts';
import { tokenFormats } from '../formats/index.ts';
import { TokenRuns } from '../formats/tokenRuns.ts';
import { type TokenMatch, TokenSearch } from '../formats/tokenSearch.ts';
import { trait } from '../trait.ts';
import { wordShare } from '../wordShare.ts';

/** Made when it is first asked: a server that starts has other things to do. */
let search: TokenSearch | undefined;

function theSearch(): TokenSearch {
  return (search ??= new TokenSearch(tokenFormats()));
}

let runs: TokenRuns | undefined;

/**
 * Where runs begin that may have a token in them, be it one that is none by a closer look. No other part of a text has.
 * The first letter of a run may be that of an escape.
 */
export function* placesOfTokens(text: string): Iterable<number> {
  runs ??= new TokenRuns(tokenFormats());
  for (const { run, start } of runs.in(text)) {
    const isEscaped =
      text.charAt(start - 1) === '\\' && theSearch().mayFind(run.replace(/^(?:u[0-9a-fA-F]{4}|.)/, ''));
    if (isEscaped || theSearch().mayFind(run)) yield start;
  }
}

/** As far from a token it is looked for what ends it. */
const NEAR = 500;

const reason =
  "This has the format of a provider's access token; move it into Vault and revoke it at the provider.";

/**
 * A checksum proves a token, and one that is wrong makes it doubtful. Repeated characters or a telling word make it an
 * example; undefined where the mark is all that it has of a token.
 */
function grade({ format, start, end, bodyStart }: TokenMatch, value: string): Confidence | undefined {
  const token = value.slice(start, end);
  const head = format.head ? value.slice(start, bodyStart - format.mark.length) : '';
  const body = value.slice(bodyStart, end);
  if (format.isCommon && !looksGenerated(body)) return undefined;
  if (isExample(head + body) || format.over?.test(value.slice(Math.max(0, start - NEAR), end + NEAR)))
    return 'low';
  if (!format.checksum) return format.confidence ?? 'high';
  return hasChecksum(format.checksum, token, body) ? 'certain' : 'medium';
}

function isExample(random: string): boolean {
  if (/x{6}|example|(.)\1{5}|0?123456789|abcdefgh/i.test(random) || shannonEntropy(random) < 2.6) return true;
  return /^[A-Za-z]+(?:[-_.][A-Za-z]+)+$/.test(random) && wordShare(random) > 0.6;
}

/** Whether a text has what words have not: digits among letters of both cases, or several of them. */
function looksGenerated(body: string): boolean {
  const digits = body.replace(/\D/g, '').length;
  const isMixed = /[a-z]/.test(body) && /[A-Z]/.test(body);
  if (digits < (isMixed ? 1 : 2) || !/[A-Za-z]/.test(body)) return false;
  return wordShare(body) < 0.65 && shannonEntropy(body) >= 3;
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
    if (value.length < 12) return;
    for (const match of theSearch().find(value)) {
      const confidence = grade(match, value);
      if (confidence) yield { start: match.start, end: match.end, confidence, reason };
    }
  },
};
