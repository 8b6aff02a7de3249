import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectFindings } from '../../../../server/src/languageService/findings/detector.ts';
import { secretText } from '../../../../server/src/languageService/findings/secretText.ts';
import { parseConfig } from '../../../../server/src/languageService/parse/index.ts';
import { anyValue } from '../../../support/findings/credentialValues.ts';

const made = ['n0t', 'Real', '9z'].join('-');

function secrets(text: string, languageId = 'yaml'): readonly string[] {
  const config = parseConfig(text, languageId);
  return detectFindings(config, { fileName: 'a' }).map((finding) => secretText(config, finding));
}

describe('secretText', () => {
  it.each<[string, string, string]>([
    ['plain', `password: ${made}\n`, made],
    ['in single quotes', `password: '${made}''x'\n`, `${made}'x`],
    ['escaped', `password: "${made}\\u00fc\\n!"\n`, `${made}ü\n!`],
    ['literal', `password: |-\n  ${made}\n`, made],
    ['a part of a plain scalar', `url: postgres://app:${made}@db/x\n`, `app:${made}`],
    ['a part of an escaped one', `url: "\\u0070ostgres://\\x61pp:${made}\\u0041@db/x"\n`, `app:${made}A`],
    ['a part of a folded one', `conf: >-\n  Server=s;User=a;\n  Password=${made};\n`, made],
  ])('is what a program reads: %s', (_how, text, secret) => {
    expect(secrets(text)).toEqual([secret]);
  });

  it('undoes the escapes of JSON', () => {
    expect(secrets(`{"password": "${made}\\"\\u20ac"}`, 'json')).toEqual([`${made}"€`]);
  });

  it('is a part of the value, and the same in YAML and JSON', () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        const text = JSON.stringify({ password: value, conf: value });
        const inJson = secrets(text, 'json');
        inJson.forEach((secret) => expect(value).toContain(secret));
        expect(secrets(text)).toEqual(inJson);
      }),
    );
  });
});
