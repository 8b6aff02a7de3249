import { expect, it } from 'vitest';
import { builtInPolicy } from '../../../server/src/languageService/findings/policy/detectionPolicy.ts';
import { fingerprintOf } from '../../../server/src/scan/fingerprint.ts';
import { scanText } from '../../../server/src/scan/scanText.ts';

const [one, other] = ['Zq7-Made-Up-9vK2', 'Pw4-Made-Up-3xL8'];

function fingerprints(text: string, path = 'a.yaml'): readonly string[] {
  const source = { text, languageId: 'yaml', path };
  const { findings } = scanText(source, { policy: builtInPolicy, minConfidence: 'medium' });
  return findings.map((finding) => fingerprintOf(finding, path));
}

it('stays when a finding moves and when its value changes', () => {
  const before = fingerprints(`db:\n  password: ${one}\n`);
  expect(before).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
  expect(fingerprints(`# more\nname: x\ndb:\n  port: 1\n  password: "${other}"\n`)).toEqual(before);
});

it('differs by file, key path and place', () => {
  const url = (password: string): string => `postgres://app:${password}@db/x`;
  const all = [
    ...fingerprints(`a: { password: ${one} }\nb: { password: ${one} }\n`),
    ...fingerprints(`a: { password: ${one} }\n`, 'b.yaml'),
    ...fingerprints(`dsn: ${url(one)} ${url(one)}\n`),
  ];
  expect(all).toHaveLength(5);
  expect(new Set(all).size).toBe(5);
});
