import { describe, expect, test } from 'vitest';
import type { ConfigDocument } from '../../../../../server/src/languageService/configDocument.ts';
import {
  findSecretAgain,
  type SecretNow,
} from '../../../../../server/src/languageService/migration/placement/findSecretAgain.ts';
import type { Placement } from '../../../../../server/src/languageService/migration/placement/placement.ts';
import { planEdits } from '../../../../../server/src/languageService/migration/placement/planEdits.ts';
import { parseConfig } from '../../../../../server/src/languageService/parse/index.ts';
import type { ReferenceFormat } from '../../../../../server/src/languageService/references/formats/referenceFormat.ts';
import { cpuTime, LEEWAY } from '../../../../support/cpuTime.ts';
import { entryOf, marked, placements } from './marked.ts';

interface Search {
  readonly document: ConfigDocument;
  readonly now: SecretNow;
  /** How often the fingerprint was asked for. */
  readonly tries: number;
}

/** Looks for the first secret of `before` in another version of the file. */
function search(before: string, after: string, format: ReferenceFormat = 'own', languageId = 'yaml'): Search {
  const [placement] = placements(marked(before, languageId), format, 'pw');
  let tries = 0;
  const isSame = (value: string): boolean => {
    tries += 1;
    return value === placement!.value;
  };
  const document = parseConfig(after, languageId);
  return { document, now: findSecretAgain(document, entryOf(placement!), isSame), tries };
}

/** The text with the reference in the place where the secret was found. */
function continued(before: string, after: string, format: ReferenceFormat = 'own'): string {
  const { document, now } = search(before, after, format);
  if (now.kind !== 'plaintext') return now.kind;
  return planEdits(document, 'yaml', [now.placement]).change.after;
}

describe('the plaintext is found', () => {
  test.each<[string, string, string, string]>([
    ['where it was', 'a: ⟦x⟧\n', 'a: x\n', 'a: secret/app#pw\n'],
    ['further down', 'a: ⟦x⟧\n', '# c\nb: x\na: x\n', '# c\nb: x\na: secret/app#pw\n'],
    ['in a list', 'a:\n- b: ⟦x⟧\n', 'a:\n - b: "x"\n', 'a:\n - b: "secret/app#pw"\n'],
    ['written otherwise', 'a: ⟦x y⟧\n', 'a: "x\\\n  \\x20y"\n', 'a: "secret/app#pw"\n'],
    ['as the second of two equal keys', 'a: y\na: ⟦x⟧\n', 'a: y\na: x\n', 'a: y\na: secret/app#pw\n'],
    ['as one of two equal values', 'a: x\na: ⟦x⟧\n', 'a: x\na: x\n', 'a: x\na: secret/app#pw\n'],
    ['in a block', 'a: |\n  ⟦x⟧\n', 'b: 1\na: |\n   x\n', 'b: 1\na: |\n   secret/app#pw\n'],
    ['in the second document', 'x\n---\na: ⟦x⟧\n', 'x\n---\na: x\n', 'x\n---\na: secret/app#pw\n'],
  ])('%s', (_, before, after, result) => {
    expect(continued(before, after)).toBe(result);
  });

  test.each<[string, string, string, string]>([
    ['where it was', 'a: u:⟦pw⟧@h\n', 'a: u:pw@h\n', 'a: u:ref+vault://secret/app#/pw+@h\n'],
    [
      'after a longer beginning',
      'a: u:⟦pw⟧@h\n',
      'a: user:pw@h\n',
      'a: user:ref+vault://secret/app#/pw+@h\n',
    ],
    ['with another end', 'a: u:⟦pw⟧@h\n', 'a: u:pw@host\n', 'a: u:ref+vault://secret/app#/pw+@host\n'],
    ['with both', 'a: u:⟦pw⟧@h\n', 'a: user:pw@host\n', 'a: user:ref+vault://secret/app#/pw+@host\n'],
    ['the second of two', 'a: pw:⟦pw⟧@h\n', 'a: pw:pw@h\n', 'a: pw:ref+vault://secret/app#/pw+@h\n'],
    ['in quotes by now', 'a: u:⟦pw⟧@h\n', "a: 'u:pw@h'\n", "a: 'u:ref+vault://secret/app#/pw+@h'\n"],
  ])('a part, %s', (_, before, after, result) => {
    expect(continued(before, after, 'vals')).toBe(result);
  });

  test('behind base64', () => {
    const secret = (text: string): string => `kind: Secret\ndata:\n  a: ${text}\n`;
    const encoded = Buffer.from('hunter2').toString('base64');
    const reference = Buffer.from('vault:secret/data/app#pw').toString('base64');
    expect(continued(secret(`⟦${encoded}⟧`), secret(`"${encoded}"`), 'bank-vaults')).toBe(
      secret(`"${reference}"`),
    );
    expect(continued(secret(`⟦${encoded}⟧`), secret(reference), 'bank-vaults')).toBe('reference');
    expect(continued(secret(`⟦${encoded}⟧`), secret('hunter2'), 'bank-vaults')).toBe('gone');
  });

  test('in a block that keeps its breaks', () => {
    const after = 'a: |+\n  ${vault:secret/data/app#pw}\n\n';
    expect(continued('a: |\n  ⟦x⟧\n', 'a: |+\n  x\n\n', 'bank-vaults')).toBe(after);
    expect(continued('a: |\n  ⟦x⟧\n', after, 'bank-vaults')).toBe('reference');
  });
});

describe('the reference is found', () => {
  test.each<[string, string, string, ReferenceFormat]>([
    ['as it was written', 'a: ⟦x⟧\n', 'a: secret/app#pw\n', 'own'],
    ['in other quotes', 'a: ⟦x⟧\n', 'b: 1\na: "secret/app#pw"\n', 'own'],
    ['in a block', 'a: |\n  ⟦x⟧\n', 'a: |\n  secret/app#pw\n', 'own'],
    ['in a part', 'a: u:⟦x⟧@h\n', 'a: us:ref+vault://secret/app#/pw+@ho\n', 'vals'],
  ])('%s', (_, before, after, format) => {
    expect(continued(before, after, format)).toBe('reference');
  });
});

describe('it is gone', () => {
  test.each([
    ['changed', 'a: ⟦x⟧\n', 'a: y\n'],
    ['deleted', 'a: ⟦x⟧\n', 'b: x\n'],
    ['empty', 'a: ⟦x⟧\n', 'a:\n'],
    ['another reference', 'a: ⟦x⟧\n', 'a: secret/app#pw2\n'],
    ['moved down a level', 'a: ⟦x⟧\n', 'a:\n  a: x\n'],
    ['in another document', 'a: ⟦x⟧\n', 'b: 1\n---\na: x\n'],
    ['more than it was', 'a: ⟦x⟧\n', 'a: xx\n'],
    ['an empty file', 'a: ⟦x⟧\n', ''],
  ])('%s', (_, before, after) => {
    expect(continued(before, after)).toBe('gone');
  });
});

test('a large value is not searched without end', () => {
  const long = 'y'.repeat(500_000);
  const spent = cpuTime(() => {
    const { now, tries } = search('a: u:⟦pw⟧@h\n', `a: ${long}\n`, 'vals');
    expect(now.kind).toBe('gone');
    expect(tries).toBeLessThan(3_000);
  });
  expect(spent).toBeLessThan(1_000 * LEEWAY);
});

test('the placement holds all that another run needs', () => {
  const before = marked('a: "p://u:⟦pw⟧@h"\n');
  const [placement] = placements(before, 'bank-vaults', 'pw');
  const now = findSecretAgain(before.document, entryOf(placement!), (value) => value === 'pw');
  expect(now.kind === 'plaintext' ? now.placement : undefined).toEqual<Placement>(placement!);
});

describe('a value that stands in its scalar twice', () => {
  const before = 'a: p://secret:⟦secret⟧@h\n';
  const after = 'a: p://secret:ref+vault://secret/app#/pw+@h\n';

  test('is moved in its place alone', () => {
    expect(continued(before, 'a: p://secret:secret@h\n', 'vals')).toBe(after);
  });

  test('is moved once', () => {
    expect(continued(before, after, 'vals')).toBe('reference');
    expect(continued(before, after.replace('p:', 'post:'), 'vals')).toBe('reference');
  });
});

describe('a key that is there twice with one value', () => {
  const before = 'b: x\na: ⟦x⟧\na: x\n';

  test('is moved where it was', () => {
    expect(continued(before, 'b: x\na: x\na: x\n')).toBe('b: x\na: secret/app#pw\na: x\n');
  });

  test('is moved once, whatever has moved it', () => {
    expect(continued(before, 'b: x\na: secret/app#pw\na: x\n')).toBe('reference');
    expect(continued(before, 'b: x\n# a comment\na: secret/app#pw\na: x\n')).toBe('reference');
    expect(continued(before, '# c\na: secret/app#pw\na: x\nb: secret/app#pw\n')).toBe('reference');
  });
});
