import type { ConfigDocument, ConfigScalar } from '../languageService/configDocument.ts';
import { decodeBase64Text } from '../languageService/base64.ts';
import type { Finding } from '../languageService/findings/finding.ts';
import { isAtLeast } from '../languageService/findings/finding.ts';
import { urlCredentials } from '../languageService/findings/rules/urlCredentials.ts';
import { secretText } from '../languageService/findings/secretText.ts';
import { percentDecode } from '../languageService/references/names.ts';
import type { DigestKey } from '../valueDigest.ts';
import { digestValue, isLongEnough } from '../valueDigest.ts';

/** What a digest is of: a whole value, the secret that is a part of one, or what a value stands for in base64. */
export type DigestedText = 'value' | 'part' | 'decoded';

/** What a plaintext secret is compared by; plain data without the value. */
export interface FindingDigest {
  readonly of: DigestedText;
  readonly digest: string;
}

/**
 * The digests of a finding: none unless it is certain or high and has 16 characters. A value under the `data` of a
 * Kubernetes Secret has two, as it may be in Vault with base64 or without.
 */
export function findingDigests(
  config: ConfigDocument,
  finding: Finding,
  key: DigestKey,
): readonly FindingDigest[] {
  if (!isAtLeast(finding.confidence, 'high')) return [];
  return texts(config, finding)
    .filter(({ text }) => isLongEnough(text))
    .map(({ of, text }) => ({ of, digest: digestValue(key, text) }));
}

interface Text {
  readonly of: DigestedText;
  readonly text: string;
}

function texts(config: ConfigDocument, finding: Finding): readonly Text[] {
  const { start, end, scalarStart, scalarEnd } = finding;
  const located = config.scalarAt(scalarStart);
  if (located?.start !== scalarStart || located.end !== scalarEnd) return [];
  if (start !== scalarStart || end !== scalarEnd) {
    return [{ of: 'part', text: passwordIn(finding, secretText(config, finding)) }];
  }
  const { scalar } = located;
  const whole: Text = { of: 'value', text: scalar.value };
  const decoded = isEncoded(scalar) ? decodeBase64Text(scalar.value.trimEnd()) : undefined;
  return decoded === undefined ? [whole] : [whole, { of: 'decoded', text: decoded }];
}

/** `data` of any object: what is there besides Secrets is seldom base64, and then reads as something else. */
function isEncoded({ parentKey }: ConfigScalar): boolean {
  return parentKey === 'data';
}

/** In an address the name of the user is a part of the finding, and what is no letter is escaped. */
function passwordIn({ ruleId }: Finding, text: string): string {
  if (ruleId !== urlCredentials.id) return text;
  const password = text.slice(text.indexOf(':') + 1);
  return percentDecode(password) ?? password;
}
