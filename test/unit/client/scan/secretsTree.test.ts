import { describe, expect, it } from 'vitest';
import { Results } from '../../../../client/src/scan/scanResults.ts';
import { childNodes, rootNodes, treeEntry, treeHeader } from '../../../../client/src/scan/secretsTree.ts';
import type { FoundSecret, ScannedFile, ScanState } from '../../../../server/src/protocol.ts';

const found = (rule: string, line: number, keyPath = 'db.password', ordinal = 0): FoundSecret => ({
  rule,
  confidence: 'high',
  reason: 'This looks like a password.',
  range: { start: { line, character: 2 }, end: { line, character: 9 } },
  keyPath,
  ordinal,
});
const file = (path: string, ...secrets: FoundSecret[]): ScannedFile => ({
  uri: `file:///shop/${path}`,
  folderName: 'shop',
  path,
  secrets,
});
const state: ScanState = {
  kind: 'complete',
  isOutdated: false,
  secrets: 3,
  filesWithSecrets: 2,
  filesRead: 9,
  skipped: 0,
};
const one = file('conf/a.yaml', found('keyed-password', 0), found('jwt', 4, 'token'));
const two = file('b.yaml', found('keyed-password', 6));

describe('the tree', () => {
  it('is grouped by file', () => {
    const roots = rootNodes([one, two], 'file');
    expect(roots.map((node) => treeEntry(node, false).label)).toEqual(['a.yaml', 'b.yaml']);
    expect(treeEntry(roots[0]!, false)).toMatchObject({
      description: 'conf',
      spoken: 'conf/a.yaml, 2 plaintext secrets',
      hasChildren: true,
    });
    expect(childNodes(roots[0]!).map((node) => treeEntry(node, false))).toMatchObject([
      { label: 'db.password', description: 'keyed-password · high · line 1', hasChildren: false },
      { label: 'token', description: 'jwt · high · line 5' },
    ]);
  });

  it('is grouped by rule', () => {
    const roots = rootNodes([one, two], 'rule');
    expect(roots.map((node) => treeEntry(node, false))).toMatchObject([
      { label: 'jwt', description: '1' },
      { label: 'keyed-password', description: '2', spoken: 'Rule keyed-password, 2 plaintext secrets' },
    ]);
    expect(childNodes(roots[1]!).map((node) => treeEntry(node, false).description)).toEqual([
      'conf/a.yaml:1',
      'b.yaml:7',
    ]);
  });

  it('names the folder where there are several', () => {
    const [node] = rootNodes([two], 'file');
    expect(treeEntry(node!, true)).toMatchObject({ label: 'b.yaml', description: 'shop' });
  });

  it('says without colour and picture what an entry is', () => {
    const [node] = childNodes(rootNodes([one], 'file')[0]!);
    expect(treeEntry(node!, false).spoken).toBe(
      'db.password, rule keyed-password, confidence high, conf/a.yaml line 1',
    );
  });

  it('gives every entry an id of its own', () => {
    const twins = file('c.yaml', found('jwt', 1, 'a', 0), found('jwt', 2, 'a', 1));
    const all = (['file', 'rule'] as const).flatMap((grouping) =>
      rootNodes([one, two, twins], grouping).flatMap((node) => [node, ...childNodes(node)]),
    );
    const ids = all.map((node) => treeEntry(node, false).id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('makes no link and no second line of a name', () => {
    const hostile = file('[x](command:y)\n\u202e.yaml', found('jwt', 0, '["[k](command:z)\n"]'));
    const [node] = rootNodes([hostile], 'file');
    const [child] = childNodes(node!);
    for (const entry of [treeEntry(node!, false), treeEntry(child!, false)]) {
      const { label, description, tooltip, spoken } = entry;
      expect([label, description, tooltip, spoken].join(' ')).not.toContain('](command');
      expect(`${entry.label}${entry.description}${entry.spoken}`).not.toMatch(/[\n\u202e]/);
    }
  });
});

describe('what stands above the tree', () => {
  it.each([
    [{ ...state, kind: 'none' as const }, '', undefined],
    [state, '3 secrets in 2 files', undefined],
    [{ ...state, secrets: 1, filesWithSecrets: 1 }, '1 secret in 1 file', undefined],
    [{ ...state, secrets: 0, filesWithSecrets: 0 }, 'no secrets', undefined],
    [{ ...state, kind: 'running' as const }, 'scanning…', undefined],
    [{ ...state, kind: 'incomplete' as const }, '3 secrets in 2 files', /did not get to its end/],
    [{ ...state, isOutdated: true }, '3 secrets in 2 files', /scan again/],
  ])('%j', (given, description, message) => {
    const header = treeHeader(given);
    expect(header.description).toBe(description);
    if (message) expect(header.message).toMatch(message);
    else expect(header.message).toBeUndefined();
  });
});

describe('the results', () => {
  it('follow what the server tells', () => {
    let changes = 0;
    const results = new Results(() => (changes += 1));
    results.take({ isReset: false, files: [one, two], state });
    expect(results.files.map(({ path }) => path)).toEqual(['b.yaml', 'conf/a.yaml']);
    results.take({ isReset: false, files: [{ ...one, secrets: [] }], state });
    expect(results.files).toEqual([two]);
    results.take({ isReset: true, files: [one], state: { ...state, kind: 'none' } });
    expect(results.files).toEqual([one]);
    results.reset();
    expect([results.files, results.state.kind, changes]).toEqual([[], 'none', 4]);
  });
});
