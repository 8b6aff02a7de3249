import { type ConfigScalar, keysOf } from '../../configDocument.ts';
import type { Rule, RuleContext, RuleHit } from '../rule.ts';
import { decodeBase64Start } from '../../base64.ts';
import { looksRandom } from '../entropy.ts';
import { embeddedEntries } from '../embeddedLines.ts';
import { judgeNamed } from '../judgement.ts';
import { scoreKey, type KeyStrength } from '../keyScore.ts';
import { isSecretEntry } from '../keyedScalars.ts';
import { namesOther } from '../otherNames.ts';
import { isReference } from '../valueReferences.ts';
import { privateKey } from './privateKey.ts';
import { providerToken } from './providerToken.ts';
import { urlCredentials } from './urlCredentials.ts';
import { trait } from '../trait.ts';

const formats: readonly Rule[] = [privateKey, urlCredentials, providerToken];

function* formatHits(scalar: ConfigScalar, text: string, context: RuleContext): Iterable<RuleHit> {
  const { path, start, end, style, kind } = scalar;
  const decoded: ConfigScalar = { ...keysOf(path), start, end, style, kind, value: text };
  for (const rule of formats) yield* rule.find(decoded, context);
}

/** What a value of a Secret gives away, in offsets of the decoded text. */
function* judgeEntry(scalar: ConfigScalar, text: string, context: RuleContext): Iterable<RuleHit> {
  const found = [...formatHits(scalar, text, context)];
  yield* found;
  const key = String(scalar.path.at(-1) ?? '');
  const strength = scoreKey(key);
  if (isFile(text)) {
    yield* judgeFile(text, strength);
  } else if (found.length === 0 && !isOpen(key, strength)) {
    yield* judgeLiteral(text, strength);
  }
}

/** Whatever is in a Secret is taken for one; it is sure where its key says so too, or it looks generated. */
function* judgeLiteral(text: string, own: KeyStrength | undefined): Iterable<RuleHit> {
  const isTelling = own === 'password' || own === 'strong';
  for (const hit of judgeNamed({ strength: isTelling ? own : 'strong', text, start: 0 }, 'other')) {
    yield hit.confidence === 'high' && !isTelling && !looksRandom(text)
      ? { ...hit, confidence: 'medium' }
      : hit;
  }
}

/** Several lines, or JSON on one line; not what a template engine fills in. */
function isFile(text: string): boolean {
  return text.includes('\n') || /^\s*(?:\{\s*["}]|\[\s*["{\]])/.test(text);
}

/** A file may have references among its entries, and ends of JSON look like the end of a template. */
function isFilledIn(text: string): boolean {
  return !isFile(text) && isReference(text);
}

/** Names of things beside the secret, and of files that are no secret unless they are in the right format. */
function isOpen(key: string, strength: KeyStrength | undefined): boolean {
  if (/\.(?:key|pem|crt|cer|p12|pfx|jks|pub)$/i.test(key)) return true;
  if (strength !== undefined) return false;
  return namesOther(key) || /(?:user|names?|host|url)(?:[_-](?:in|out))?$/i.test(key);
}

function* judgeFile(text: string, own: KeyStrength | undefined): Iterable<RuleHit> {
  for (const entry of embeddedEntries(text)) {
    const strength = scoreKey(entry.name) ?? (own && entry.name === 'auth' ? own : undefined);
    if (strength) yield* judgeNamed({ strength, text: entry.text, start: entry.start }, 'other');
  }
}

/** Base64 has no place for a part: the surest hit covers the whole text. */
function* judgeEncoded(scalar: ConfigScalar, context: RuleContext): Iterable<RuleHit> {
  const written = scalar.value.trimEnd();
  const text = decodeBase64Start(written);
  if (text === undefined || isFilledIn(text.trim())) return;
  const hits = [...judgeEntry(scalar, text.trim(), context)];
  const best = hits.find(({ confidence }) => confidence !== 'low') ?? hits[0];
  if (best) yield { ...best, start: 0, end: written.length };
}

/** Values of a Kubernetes Secret: `data` is decoded, `stringData` read as it is. */
export const kubernetesSecret: Rule = {
  id: 'kubernetes-secret',
  description: 'a value of a Kubernetes Secret',
  isFormat: false,
  traits: trait.secretEntry,
  examples: {
    positive: [
      {
        text: 'kind: Secret\napiVersion: v1\ndata:\n  password: ⟦bjB0LVJlYWwtOXo=⟧\n',
        because: 'base64 hides nothing',
      },
      {
        text: 'data:\n  password: ⟦bjB0LVJlYWwtOXo=⟧\nkind: Secret\napiVersion: v1\n',
        because: '`kind` may come last',
      },
      {
        text: 'kind: Secret\napiVersion: v1\nstringData:\n  anything: ⟦n0t-Real-9z⟧\n',
        because: 'it is in a Secret',
      },
      {
        text: '{"kind": "List", "apiVersion": "v1", "items": [{"kind": "Secret", "data": {"k": "⟦bjB0LVJlYWwtOXo=⟧"}}]}',
        fileName: 'list.json',
        because: 'resources in a list, in JSON',
      },
      {
        text: 'kind: Secret\napiVersion: v1\nstringData:\n  c.json: \'{"a":{"b":{"password":"⟦n0t-Real-9z⟧"}}}\'\n',
        because: 'the braces at the end are JSON, not a template',
      },
      {
        text: 'kind: Secret\napiVersion: v1\nstringData:\n  c.yaml: |\n    host: {{ .Values.host }}\n    password: ⟦n0t-Real-9z⟧\n',
        because: 'only a part of the file is filled in',
      },
    ],
    negative: [
      {
        text: 'kind: Secret\napiVersion: v1\nstringData:\n  LOG_LEVEL: info\n',
        because: 'a setting that lies beside the secrets',
      },
      {
        text: 'kind: Secret\napiVersion: v1\ndata:\n  username: YXBw\n  host: ZGIubG9jYWw=\n',
        because: 'no credentials',
      },
      {
        text: 'kind: Secret\napiVersion: v1\ndata:\n  password: {{ .Values.pw | b64enc }}\n',
        because: 'a template',
      },
      { text: 'kind: ConfigMap\napiVersion: v1\ndata:\n  mode: n0t-Real-9z\n', because: 'no Secret' },
      {
        text: `kind: SealedSecret\nspec:\n  encryptedData:\n    password: ${['AgB', 'Q1w2E3r4T5y6U7i8O9p0'].join('')}\n`,
        because: 'encrypted',
      },
    ],
  },
  *find(scalar, context) {
    if (!isSecretEntry(scalar.path, context) || isFilledIn(scalar.value.trim())) return;
    if (scalar.path.at(-2) === 'data') yield* judgeEncoded(scalar, context);
    else yield* judgeEntry(scalar, scalar.value, context);
  },
};
