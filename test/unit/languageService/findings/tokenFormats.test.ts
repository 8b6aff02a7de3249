import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alphabets } from '../../../../server/src/languageService/findings/formats/alphabet.ts';
import { bech32Remainder, crc32 } from '../../../../server/src/languageService/findings/formats/checksum.ts';
import { tokenFormats as allFormats } from '../../../../server/src/languageService/findings/formats/index.ts';
import { detect } from './marks.ts';
import { sampleToken } from './sampleTokens.ts';

const tokenFormats = allFormats();

/** What the rule finds in a value under a key that tells nothing, as text. */
function found(value: string): readonly { readonly text: string; readonly confidence: string }[] {
  const text = `thing: ${JSON.stringify(value)}\n`;
  return detect(text)
    .filter(({ ruleId }) => ruleId === 'provider-token')
    .map(({ start, end, confidence }) => ({ text: text.slice(start, end), confidence }));
}

describe.each(tokenFormats)('a token of $issuer, $mark', (format) => {
  const { text, token } = sampleToken(format);

  it('is found under a key that tells nothing, and ends where it ends', () => {
    expect(found(text).map((hit) => hit.text)).toEqual([token]);
    expect(found(`run --with ${text}, then go on.`).map((hit) => hit.text)).toEqual([token]);
  });

  it('is certain where it has a checksum', () => {
    expect(found(text)[0]?.confidence === 'certain').toBe(format.checksum !== undefined);
  });

  it('is not found inside of a longer run of letters and digits', () => {
    expect(found(`Q7${text}`).map((hit) => hit.text)).not.toContain(token);
    expect(found(`${text}Q7`).map((hit) => hit.text)).not.toContain(token);
  });

  // What is left of these is a token of an older format.
  const hasOlder = format.checksum === 'gitlab' || format.mark.startsWith('xoxe.');

  it(`is ${hasOlder ? 'not certain' : 'not found'} when it is cut short`, () => {
    const { body, mark } = format;
    const end = text.indexOf(mark) + mark.length + body.min - 1;
    const left = found(body.min === 0 ? text.slice(1) : text.slice(0, end));
    if (hasOlder) expect(left.map(({ confidence }) => confidence)).not.toContain('certain');
    else expect(left).toEqual([]);
  });
});

describe('the table of formats', () => {
  it('has the formats of many issuers, each once', () => {
    expect(new Set(tokenFormats.map(({ issuer }) => issuer)).size).toBeGreaterThan(150);
    const keys = tokenFormats.map(({ mark, head, body, shape }) =>
      JSON.stringify([mark, head, body, shape?.source]),
    );
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  it('bounds every part, and anchors every shape at its end', () => {
    for (const { head, body, shape, mark } of tokenFormats) {
      for (const { min, max } of head ? [head, body] : [body]) {
        expect(min).toBeLessThanOrEqual(max);
        expect(max).toBeLessThanOrEqual(2_000);
      }
      expect(shape?.source.endsWith('$') ?? true).toBe(true);
      expect(head !== undefined || mark.length >= 2).toBe(true);
    }
  });
});

describe('ordinary words that begin like tokens', () => {
  it.each([
    'pat-production-cluster-configuration-values',
    'pat.configuration.production.values.and.more.settings.of.the.cluster.yaml',
    'key-vault-secrets-provider-configuration-production',
    'api-gateway-configuration-production-environment-1',
    'API-GATEWAYCONFIGURATIONPRODUCTION',
    'sdk-development-kit-for-kubernetes-operators-v2',
    'sk-circle sk-circle-fade sk-cube-grid sk-folding-cube',
    'sk-learn-configuration-of-all-the-models-that-we-serve-here',
    'sk_learn_pipeline_configuration_for_production_models',
    'test_configuration_of_the_production_environment_2',
    'live_streaming_configuration_for_production_hosts',
    'secret_configurationofalltheproductionhosts',
    'oy2-configuration-of-the-production-environment-hosts',
    'YC-configuration-of-the-production-environment-of-all',
    'SKIPALLTESTSINTHEPRODUCTIONENVIRONMENT',
    'registry.example.org/team/app-7d9f8c6b5d4e3f2a1b0c9d8e:v1.2.3',
    `registry.example.org/team/app@sha256:${'0a1b2c3d4e5f6789'.repeat(4)}`,
    `sha256:${'0a1b2c3d4e5f6789'.repeat(4)}`,
    `sha512-${'Q1w2E3r4T5y6U7i8O9p0'.repeat(4)}AsDfGh==`,
    `https://github.com/team/project/commit/${'0a1b2c3d4e5f6789abcd'.repeat(2)}`,
    `https://cdn.example.org/assets/key-${'0a1b2c3d4e5f6789'.repeat(2)}.js`,
    `images/sk-${'0a1b2c3d4e5f6789'.repeat(2)}.png`,
    '8f14e45f-ceea-467f-a0e6-1c2d3e4f5a6b',
    'app-8f14e45f-ceea-467f-a0e6-1c2d3e4f5a6b',
    '2024-01-15T10:30:00.000Z-2024-02-15T10:30:00.000Z',
    '20240115103000123-configurationofproduction',
    'https://hooks.slack.com/services/',
    'https://discord.com/api/webhooks/:id/:token/slack/and/more/of/the/path/of/it',
    's.configurationofproductions',
    's3.eu-central-1.amazonaws.com',
    '00-configuration-of-the-production-cluster',
    '0000000000000000000000000000000000000000000',
    'access-sandbox-configuration-of-the-production-env',
    'com.example.sl.configuration.production.Settings',
    'github_pattern_configuration_of_the_production_environment',
    ['glpat', 'configuration-of-the-production'].join('-'),
    'npm_config_registry_of_the_production_environment',
    'hf_transformers_configuration_of_production',
    'dapi-configuration-of-the-production-hosts',
    'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  ])('are no tokens: %s', (value) => {
    expect(found(value)).toEqual([]);
  });
});

describe('a token with a checksum', () => {
  const checked = tokenFormats.filter(({ checksum }) => checksum !== undefined);

  it.each(checked)('is doubtful where it is wrong: $mark', (format) => {
    const { token } = sampleToken(format);
    const last = token.endsWith('7') ? '8' : '7';
    expect(found(token.slice(0, -1) + last).map(({ confidence }) => confidence)).toEqual(['medium']);
  });

  it('is computed as everybody does', () => {
    expect(crc32('123456789')).toBe(0xcbf43926);
    expect(crc32('')).toBe(0);
    // Of BIP 173, which has it as a valid one: a human-readable part and nothing else.
    expect(bech32Remainder('A', '2UEL5L')).toBe(1);
    expect(bech32Remainder('A', '2UEL5Q')).not.toBe(1);
  });
});

describe.each(tokenFormats.filter(({ mark }) => mark === 'sig='))('a link with a signature', (format) => {
  const { text, token } = sampleToken(format);
  const link = (end: string): string =>
    `https://files.acme.com/a.txt?sv=2023-01-01&se=${end}-07-16&sp=r&${text}`;

  it('is of no use when it ended before anybody used this', () => {
    expect(found(link('2031')).map((hit) => hit.text)).toEqual([token]);
    expect(found(link('2021'))).toEqual([]);
  });
});

describe('runs of letters and digits', () => {
  it('hold no token, whatever prefix they hold', () => {
    const word = fc.stringMatching(/^[A-Za-z0-9]{1,30}$/);
    fc.assert(
      fc.property(word, fc.constantFrom(...tokenFormats), word, (before, format, after) => {
        if (format.head) return;
        const { text, token } = sampleToken(format);
        for (const value of [before + text, text + after, before + text + after]) {
          expect(found(value).map((hit) => hit.text)).not.toContain(token);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('of one alphabet are seldom taken for a token', () => {
    const run = fc
      .constantFrom(alphabets.hex, alphabets.lower, alphabets.upper, alphabets.alphanumeric)
      .chain((from) =>
        fc.string({ unit: fc.constantFrom(...Array.from(from)), minLength: 20, maxLength: 128 }),
      );
    let hits = 0;
    fc.assert(
      fc.property(run, (value) => {
        hits += found(value).length;
      }),
      { numRuns: 2_000 },
    );
    expect(hits).toBeLessThan(5);
  });
});
