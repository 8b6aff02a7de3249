import { describe, expect, it } from 'vitest';
import { builtInPolicy } from '../../../server/src/languageService/findings/policy/detectionPolicy.ts';
import { scanText } from '../../../server/src/scan/scanText.ts';

const options = { policy: builtInPolicy, minConfidence: 'medium' } as const;
const password = ['Tr0ub', '4dor&', '9xKq'].join('');

describe('scanText', () => {
  it('tells where a secret is, without it', () => {
    const text = `db:\n  users:\n    - password: ${password}\n    - password: ${password}\n`;
    const { findings, limit } = scanText({ text, languageId: 'yaml', path: 'a.yaml' }, options);
    expect(limit).toBeUndefined();
    expect(
      findings.map(({ keyPath, ordinal, range }) => ({ keyPath, ordinal, line: range.start.line })),
    ).toEqual([
      { keyPath: 'db.users[0].password', ordinal: 0, line: 2 },
      { keyPath: 'db.users[1].password', ordinal: 0, line: 3 },
    ]);
    expect(JSON.stringify(findings)).not.toContain(password);
  });

  it('counts findings of the same rule at the same place', () => {
    const url = (host: string): string => `postgres://app:${password}@${host}/db`;
    const text = `dsn: "${url('one')} ${url('two')}"\n`;
    const { findings } = scanText({ text, languageId: 'yaml', path: 'a.yaml' }, options);
    expect(findings.map(({ keyPath, ordinal }) => `${keyPath} ${String(ordinal)}`)).toEqual([
      'dsn 0',
      'dsn 1',
    ]);
  });

  it('keeps what is less sure to itself', () => {
    const text = `password: ${password}\n`;
    const source = { text, languageId: 'yaml', path: 'a.yaml' };
    expect(scanText(source, options).findings).toHaveLength(1);
    expect(scanText(source, { ...options, minConfidence: 'certain' }).findings).toEqual([]);
  });

  it('says what is beyond a limit', () => {
    const text = `a: ${'x'.repeat(3_000_000)}`;
    expect(scanText({ text, languageId: 'yaml', path: 'a.yaml' }, options)).toEqual({
      findings: [],
      limit: 'size beyond the limit',
    });
  });

  it('asks the marker for each finding', () => {
    const source = { text: `password: ${password}\n`, languageId: 'yaml', path: 'a.yaml' };
    const { findings } = scanText(source, {
      ...options,
      mark: (finding, value) => `${finding.rule} ${String(value.length)}`,
    });
    expect(findings.map(({ mark }) => mark)).toEqual([`keyed-password ${String(password.length)}`]);
  });
});
