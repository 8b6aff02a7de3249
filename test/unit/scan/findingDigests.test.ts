import { describe, expect, test } from 'vitest';
import { builtInPolicy } from '../../../server/src/languageService/findings/policy/detectionPolicy.ts';
import type { ScannedText } from '../../../server/src/scan/scanFinding.ts';
import { scanText } from '../../../server/src/scan/scanText.ts';
import { createDigestKey, digestValue } from '../../../server/src/valueDigest.ts';
import { createCanary, expectNoLeak } from '../../support/canary.ts';

const key = createDigestKey();
const value = 'Zq7-Made-Up-9vK2-Long';

function scan(text: string, languageId = 'yaml'): ScannedText {
  const compare = { key, mounts: ['secret', 'kv'] };
  return scanText(
    { text, languageId, path: 'app' },
    { policy: builtInPolicy, minConfidence: 'low', compare },
  );
}

const digestsOf = (scanned: ScannedText) => scanned.findings.flatMap(({ digests }) => digests ?? []);
const digest = (text: string): string => digestValue(key, text);

describe('digests of findings', () => {
  test('are of the decoded value', () => {
    expect(digestsOf(scan('password: "Zq7-Made\\u002dUp-9vK2-Long"\n'))).toEqual([
      { of: 'value', digest: digest(value) },
    ]);
    expect(digestsOf(scan(`{"password": "Zq7-Made\\u002dUp-9vK2-Long"}`, 'json'))).toEqual([
      { of: 'value', digest: digest(value) },
    ]);
  });

  test('of a block scalar have the line break that the value has', () => {
    expect(digestsOf(scan(`password: |\n  ${value}\n`))).toEqual([
      { of: 'value', digest: digest(`${value}\n`) },
    ]);
    expect(digestsOf(scan(`password: |-\n  ${value}\n`))).toEqual([{ of: 'value', digest: digest(value) }]);
  });

  test('under the data of a Kubernetes Secret are of the text in base64 too', () => {
    const encoded = Buffer.from(value).toString('base64');
    expect(digestsOf(scan(`kind: Secret\napiVersion: v1\ndata:\n  password: ${encoded}\n`))).toEqual([
      { of: 'value', digest: digest(encoded) },
      { of: 'decoded', digest: digest(value) },
    ]);
    expect(digestsOf(scan(`kind: Secret\napiVersion: v1\nstringData:\n  password: ${value}\n`))).toEqual([
      { of: 'value', digest: digest(value) },
    ]);
  });

  test('of a secret that is a part of its value are of that part', () => {
    for (const url of [`postgres://app:${value}@db/app`, `https://app:${value.replace('-', '%2D')}@h/x`]) {
      expect(digestsOf(scan(`url: ${url}\n`))).toEqual([{ of: 'part', digest: digest(value) }]);
    }
  });

  test('a value of 15 characters has none, one of 16 has', () => {
    expect(scan('password: Zq7-Made-Up-9vK\n').findings).toHaveLength(1);
    expect(digestsOf(scan('password: Zq7-Made-Up-9vK\n'))).toEqual([]);
    expect(digestsOf(scan('password: Zq7-Made-Up-9vK2\n'))).toHaveLength(1);
    expect(digestsOf(scan('password: "Zq7-😀😀😀😀😀😀"\n'))).toEqual([]);
    // The text in base64 may be too short where its encoding is not.
    const encoded = Buffer.from('Zq7-Made-Up9').toString('base64');
    expect(digestsOf(scan(`kind: Secret\napiVersion: v1\ndata:\n  password: ${encoded}\n`))).toEqual([
      { of: 'value', digest: digest(encoded) },
    ]);
  });

  test('medium and low findings have none', () => {
    const scanned = scan(
      '# fixtures\npassword: correcthorsebatterystaple\nid_token: aaaaaaaaaaaaaaaaaaaaaaaa\n',
    );
    const sure = new Set(['certain', 'high']);
    const unsure = scanned.findings.filter(({ confidence }) => !sure.has(confidence));
    expect(unsure.length).toBeGreaterThan(0);
    expect(unsure.every(({ digests }) => digests === undefined)).toBe(true);
  });

  test('a finding that a comment sets aside is none', () => {
    expect(scan(`password: ${value} # vault-refs: ignore keyed-password -- known\n`).findings).toEqual([]);
  });

  test('depend on the key, and hold no value', () => {
    const canary = createCanary();
    const scanned = scan(`password: ${canary.secret}\n`);
    expect(digestsOf(scanned)).toHaveLength(1);
    expectNoLeak(canary, scanned);
    expect(digestValue(createDigestKey(), value)).not.toBe(digestValue(key, value));
    expect(digest('\ud800aaaaaaaaaaaaaaaa')).not.toBe(digest('\udbffaaaaaaaaaaaaaaaa'));
  });

  test('come with the well-formed references of known mounts', () => {
    const text = 'a: secret/app/db#password\nb: other/app#k\nc: secret//x#k\nd: see vault://secret/a%20b#k\n';
    expect(scan(text).references).toEqual([
      { mount: 'secret', path: 'app/db', key: 'password' },
      { mount: 'secret', path: 'a b', key: 'k' },
    ]);
  });

  test('a text without a secret is read for its references all the same', () => {
    for (const text of ['db: kv/app#k\n', '"db": "kv/app\\u0023k"\n']) {
      expect(scan(text)).toEqual({ findings: [], references: [{ mount: 'kv', path: 'app', key: 'k' }] });
    }
  });

  test('without being asked for there are neither', () => {
    const scanned = scanText(
      { text: `password: ${value}\n`, languageId: 'yaml', path: 'app' },
      { policy: builtInPolicy, minConfidence: 'low' },
    );
    expect(scanned).not.toHaveProperty('references');
    expect(scanned.findings[0]).not.toHaveProperty('digests');
  });
});
