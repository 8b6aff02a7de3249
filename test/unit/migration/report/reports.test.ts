import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RunState } from '../../../../server/src/migration/journal/runState.ts';
import { tick } from '../../../../server/src/migration/plan/changePlan.ts';
import type { Plan } from '../../../../server/src/migration/plan/plan.ts';
import { incompleteRun, incompleteText } from '../../../../server/src/migration/report/incomplete.ts';
import {
  leftOutEntries,
  planRanges,
  planReport,
} from '../../../../server/src/migration/report/planReport.ts';
import type { MigrationReport } from '../../../../server/src/migration/report/report.ts';
import { reportJson } from '../../../../server/src/migration/report/reportJson.ts';
import { reportMarkdown } from '../../../../server/src/migration/report/reportMarkdown.ts';
import { reportText } from '../../../../server/src/migration/report/reportText.ts';
import { runReport, undoReport } from '../../../../server/src/migration/report/runReport.ts';
import { samePlaces } from '../../../../server/src/migration/report/samePlaces.ts';
import type { EntryOutcome } from '../../../../server/src/migration/run/outcome.ts';
import { runs } from '../../languageService/migration/runs.ts';
import { plan, source, template } from '../plan/planWorld.ts';
import { distinctive, headerOf, judged } from './reportWorld.ts';

const place = { origin: 'https://vault.example.com:8200', namespace: 'team' };
const fileName = (uri: string): string => uri.replace('file:///w/shop/', '');

const small = (): Plan =>
  tick(
    plan([
      source('a.yaml', 'db:\n  pass: pw-canary-one\n  note: |\n    pw-canary-two\n    lines\n'),
      source('b.yaml', 'x: &a pw-canary-three\ny: *a\nz: pw-canary-one\n'),
    ]),
    ['2'],
    false,
  );

function ran(made: Plan, outcomes: readonly EntryOutcome[]): MigrationReport {
  return runReport(
    headerOf(made),
    { entries: outcomes, warnings: ['Look at Vault.', 'Look at Vault.'], annotated: 1, stopped: 'cancelled' },
    {
      fileName,
      ranges: planRanges(made),
      leftOut: leftOutEntries(made, judged(made)),
      samePlaces: samePlaces(made, new Set(['1'])),
    },
  );
}

describe('the report of a plan', () => {
  test('as JSON has each entry with its position as in a scan', () => {
    const made = small();
    expect(reportJson(planReport(made, judged(made), place))).toEqual({
      run: null,
      entries: [
        {
          file: 'a.yaml',
          line: 2,
          col_start: 9,
          end_line: 2,
          col_end: 22,
          mount: 'secret',
          path: 'shop/a',
          key: 'db_pass',
          action: 'create',
          reference: 'secret/shop/a#db_pass',
          status: 'planned',
          reason: null,
        },
        expect.objectContaining({
          line: 4,
          col_start: 5,
          end_line: 5,
          col_end: 10,
          status: 'left-out',
          reason: 'It is not ticked.',
        }),
        expect.objectContaining({
          file: 'b.yaml',
          status: 'left-out',
          reason: expect.stringContaining('anchor') as string,
        }),
        expect.objectContaining({ file: 'b.yaml', key: 'z', status: 'planned' }),
      ],
    });
  });

  test('as text and Markdown tells what would happen and what stands in the way', () => {
    const made = small();
    const judgement = judged(made);
    const blockers = [
      {
        kind: 'connection',
        subject: { kind: 'connection' },
        message: 'Vault is sealed.',
        entries: ['1'],
      },
    ] as const;
    const report = planReport(made, { ...judgement, blockers }, place);
    expect(reportText(report)).toBe(
      [
        'a.yaml:2:9 -> secret/shop/a#db_pass (create): would be moved.',
        'a.yaml:4:5 -> secret/shop/a#db_note (create): left out. It is not ticked.',
        'b.yaml:1:7 -> secret/shop/b#x (unknown): left out. The value has an anchor, and its aliases would turn into the reference, too.',
        'b.yaml:3:4 -> secret/shop/b#z (create): would be moved.',
        'Mend this first:',
        '- Vault is sealed.',
        '2 of 4 secrets would be moved to https://vault.example.com:8200, namespace team.',
        '',
      ].join('\n'),
    );
    const markdown = reportMarkdown(report);
    expect(markdown).toContain('# Moving secrets to Vault: the plan\n');
    expect(markdown).toContain('## What stands in the way\n\n- Vault is sealed.\n');
    expect(markdown).toContain(
      '## `a.yaml`\n\n- Line 2: `secret/shop/a#db_pass` (create), would be moved.\n',
    );
    expect(markdown).not.toContain('What still holds');
  });

  test("names a workspace's template, KV v1 and probes", () => {
    const made = plan([source('a.yaml', 'a: pw-1\n')], { template: template('secret/x#k', 'workspace') });
    const path = { mount: 'secret', path: 'x' };
    const { notes } = planReport(made, { ...judged(made), kvV1Paths: [path], probes: [path] }, place);
    expect(notes.map((note) => /workspace|KV v1|written first/.exec(note)?.[0])).toEqual([
      'workspace',
      'KV v1',
      'written first',
    ]);
  });
});

describe('the report of a run', () => {
  const outcomes: readonly EntryOutcome[] = [
    { id: '1', status: 'moved' },
    { id: '4', status: 'not-moved', reason: 'The file was changed meanwhile' },
  ];

  test('tells what moved, what did not and why, and what still holds the plaintext', () => {
    const report = ran(small(), outcomes);
    expect(report.entries.map(({ status }) => status)).toEqual([
      'moved',
      'left-out',
      'left-out',
      'not-moved',
    ]);
    const markdown = reportMarkdown(report);
    expect(markdown).toContain('1 of 4 secrets moved. You cancelled it; it can be continued or undone.');
    expect(markdown).toContain('The file was changed meanwhile.');
    expect(markdown).toContain('## What still holds the plaintext');
    for (const word of ['git', 'local history', 'Backups', 'rotate', '- The same value: `b.yaml`, line 3.']) {
      expect(markdown).toContain(word);
      if (!word.startsWith('-')) expect(reportText(report)).toContain(word);
    }
    expect(reportText(report)).toContain('- The same value: b.yaml:3\n');
    expect(markdown.match(/Look at Vault/g)).toHaveLength(1);
    expect(reportJson(report)).toMatchObject({ run: 'run-1' });
  });

  test('without a plan knows lines and no columns', () => {
    const report = runReport(
      headerOf(small()),
      { entries: outcomes, warnings: [], annotated: 0 },
      { fileName },
    );
    expect(reportJson(report).entries).toMatchObject([
      { file: 'a.yaml', line: 2, col_start: null, end_line: null, col_end: null, status: 'moved' },
      { file: 'b.yaml', line: 3, status: 'not-moved', reason: 'The file was changed meanwhile.' },
    ]);
    expect(reportText(report)).toContain('a.yaml:2 -> secret/shop/a#db_pass (create): moved.\n');
  });

  test('where nothing moved says nothing of copies; what has no outcome was not reached', () => {
    const report = runReport(headerOf(small()), { entries: [], warnings: [], annotated: 0 }, { fileName });
    expect(report.entries.map(({ status }) => status)).toEqual(['not-reached', 'not-reached']);
    expect(reportMarkdown(report)).not.toContain('plaintext');
  });

  test('of one that was undone tells of files and of keys', () => {
    const key = { mount: 'secret', path: 'shop/a', key: 'db_pass' };
    const report = undoReport(
      headerOf(small()),
      {
        entries: [
          { id: '1', status: 'restored' },
          { id: '4', status: 'not-restored', reason: 'It is not there any more' },
        ],
        keys: [{ target: key, status: 'kept', reason: 'Somebody else changed it' }],
      },
      { fileName },
    );
    expect(reportMarkdown(report)).toContain('- `secret/shop/a#db_pass`: kept. Somebody else changed it.');
    expect(reportText(report)).toContain('secret/shop/a#db_pass: kept in Vault. Somebody else changed it.\n');
    expect(reportText(report)).toContain('1 of 2 secrets restored.');
    expect(reportMarkdown(report)).not.toContain('rotate');
  });
});

describe('samePlaces', () => {
  test.each([
    ['in a comment', 'a: pw-canary\n# pw-canary\n', [2]],
    ['in a longer value', 'a: pw-canary\nurl: db://u:pw-canary@h\n', [2]],
    ['spelled otherwise', 'a: pw-canary\nb: "pw-\\x63anary"\n', [2]],
    ['moved itself', 'a: pw-canary\n', []],
    ['short, as a whole', 'a: pw-1\nb: { c: pw-1 }\n', [2]],
    ['short, in a longer value', 'a: pw-1\nb: x pw-1 y\n', []],
  ])('a value that is %s', (_, text, lines) => {
    const base = source('a.yaml', text);
    const made = plan([{ ...base, findings: base.findings.slice(0, 1) }]);
    expect(samePlaces(made, new Set(['1']))).toEqual(lines.map((line) => ({ file: 'a.yaml', line })));
    expect(samePlaces(made, new Set())).toEqual([]);
  });
});

describe('the status of runs that are not at their end', () => {
  const state = (phase: RunState['phase'], edited: number, restored = 0): RunState => ({
    header: { ...headerOf(small()), entries: [...headerOf(small()).entries, ...headerOf(small()).entries] },
    phase,
    writes: [],
    edited: new Set(Array.from({ length: edited }, (_, index) => String(index))),
    restored: new Set(Array.from({ length: restored }, (_, index) => String(index))),
    removed: new Set(),
  });
  const text = (...states: readonly RunState[]): string | undefined =>
    incompleteText(states.flatMap((one) => incompleteRun(one) ?? []));

  test('is one line', () => {
    expect(text()).toBeUndefined();
    expect(text(state('finished', 4), state('undone', 4, 4))).toBeUndefined();
    expect(text(state('running', 3))).toBe('Migration incomplete: 3 of 4');
    expect(text(state('undoing', 3, 1))).toBe('Undo incomplete: 1 of 4');
    expect(text(state('running', 3), state('undoing', 3, 1))).toBe('Migration incomplete: 4 of 8 in 2 runs');
  });
});

/** What of a document Markdown would act on, besides headings and lists: code and escapes are taken out by its rules. */
function activeMarkdown(text: string): readonly string[] {
  return text.split('\n').flatMap((line) => {
    const rest = line
      .replace(/^(?:#{1,2}|-) /, '')
      .replace(/\\[!-/:-@[-`{-~]|(`+)(?!`)[^]*?(?<!`)\1(?!`)/g, '');
    return /[`*_[\]<>|~!&@#\\]|:\/\/|\.\w/.test(rest) ? [line] : [];
  });
}

describe('whatever stands in files', () => {
  const name = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom(
      '[x](command:evil)',
      '<img src=x onerror=evil>',
      '`](command:evil)',
      '``` ',
      'https://evil.example',
      'evil.example',
      'me@evil.example',
      '![x](http://evil.example)',
      '\n# heading',
      '|a|',
      '&lt;',
    ),
  );

  test('names are inert in Markdown, and text has nothing that a terminal obeys', () => {
    fc.assert(
      fc.property(name, name, name, (file, key, reason) => {
        const made = plan([{ ...source('a.json', JSON.stringify({ [key]: 'pw-canary-1' })), path: file }]);
        const header = headerOf(made);
        const target = { mount: 'secret', path: key, key: file };
        const reports = [
          planReport(made, judged(made), place),
          runReport(
            { ...header, entries: header.entries.map((entry) => ({ ...entry, target })) },
            { entries: [{ id: '1', status: 'unclear', reason }], warnings: [reason], annotated: 0 },
            { fileName: () => file, samePlaces: [{ file, line: 1 }] },
          ),
        ];
        for (const report of reports) {
          expect(activeMarkdown(reportMarkdown(report))).toEqual([]);
          expect(reportText(report).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
        }
      }),
      runs(1_000, 30_000),
    );
  });

  test('no value of a finding is in any report', () => {
    const values = fc.array(fc.tuple(distinctive, fc.boolean()), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(values, (all) => {
        const text = all.map(([value], index) => `k${index}: ${JSON.stringify(value)}\n`).join('');
        const full = plan([source('a.yaml', text), source('b.yaml', text)]);
        const made = tick(
          full,
          full.entries.filter((_, index) => all[index % all.length]?.[1] === false).map(({ id }) => id),
          false,
        );
        const outcomes = made.entries.map(({ id }) => ({ id, status: 'moved' as const }));
        const report = ran(made, outcomes);
        for (const one of [planReport(made, judged(made), place), report]) {
          const output = [reportMarkdown(one), reportText(one), JSON.stringify(reportJson(one))].join('');
          for (const [value] of all) {
            expect(output).not.toContain(value);
            expect(output).not.toContain(JSON.stringify(value).slice(1, -1));
          }
          expect(output).not.toMatch(/[ÞßЖ∆]/u);
        }
      }),
      runs(300, 5_000),
    );
  });
});
