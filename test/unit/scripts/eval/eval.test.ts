import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { details } from '../../../../scripts/eval/details.ts';
import { commentTest, readLabelledDirectory } from '../../../../scripts/eval/labelledDirectory.ts';
import { withMarkedCorpus } from '../../../../scripts/eval/markedCorpus.ts';
import { scoreAll } from '../../../../scripts/eval/match.ts';
import { report } from '../../../../scripts/eval/report.ts';
import { scanFolder } from '../../../../scripts/eval/scanFolder.ts';

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'vault-refs-eval-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

it('scores a labelled directory with what `scan` finds: suppressions, default confidence and all', async () => {
  const label = { category: 'x', line: 1, col_start: 11, end_line: 1, col_end: 22 };
  const labels = [
    { file: 'app/a.yaml', label: 'secret', ...label },
    { file: 'app/b.yaml', label: 'secret', ...label },
  ];
  const folder = folderWith({
    'files/app/a.yaml': 'password: n0t-Real-9z\n',
    'files/app/b.yaml': 'password: n0t-Real-9z # vault-refs: ignore\n',
    'files/app/c.yaml': 'password: changeme\n',
    'files/app/d.json': '{"password": "n0t-Real-9z"}',
    'labels.jsonl': labels.map((one) => JSON.stringify(one)).join('\n'),
  });
  const set = readLabelledDirectory(folder);
  expect(set.files).toBe(4);
  const scored = scoreAll(await scanFolder(set.root), set.labels, commentTest(set.root));
  expect(scored.map(({ found, outcome, isExact }) => [found.file, outcome, isExact])).toEqual([
    ['app/a.yaml', 'hit', true],
    ['app/d.json', 'false', false],
  ]);
  expect(report(scored, set.labels).join('\n')).toMatch(/^all +1 +1 +1 +0\.5000 +0\.5000 +0\.5000/m);
  expect(details(scored, set.labels)).toEqual([
    expect.stringMatching(/^false app\/d\.json:1:15-1:26 keyed-password /) as string,
    'missed app/b.yaml:1:11 secret/x',
  ]);
});

it('scores a marked corpus', async () => {
  const folder = folderWith({
    'k8s/a.yaml': 'password: "⟦secret:n0t-Real-9z⟧"\nname: ⟦benign:password⟧\n',
    'k8s/b.yaml': 'token: ⟦placeholder:changeme⟧\n',
  });
  await withMarkedCorpus(folder, async ({ root, labels, files, lookAlikes }) => {
    expect({ files, lookAlikes }).toEqual({ files: 2, lookAlikes: 1 });
    expect(labels).toMatchObject([
      { file: 'k8s/a.yaml', label: 'secret', category: 'k8s', line: 1, col_start: 12, col_end: 23 },
      { file: 'k8s/b.yaml', label: 'placeholder' },
    ]);
    const scored = scoreAll(await scanFolder(root), labels, commentTest(root));
    expect(scored).toMatchObject([{ outcome: 'hit', isExact: true }]);
  });
});

it('tells comments of a file', () => {
  const folder = folderWith({ 'a.yaml': 'a: 1\n  # password: x\n// b\n' });
  const isComment = commentTest(folder);
  const at = (line: number) =>
    isComment({
      file: 'a.yaml',
      line,
      col_start: 1,
      end_line: line,
      col_end: 2,
      rule: 'jwt',
      confidence: 'high',
    });
  expect([1, 2, 3, 4].map(at)).toEqual([false, true, true, false]);
});
