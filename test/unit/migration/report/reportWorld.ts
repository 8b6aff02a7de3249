import fc from 'fast-check';
import type { JournalEntry, RunHeader } from '../../../../server/src/migration/journal/records.ts';
import { pathId } from '../../../../server/src/migration/journal/runState.ts';
import type { Plan } from '../../../../server/src/migration/plan/plan.ts';
import { judge } from '../../../../server/src/migration/preflight/judge.ts';
import type { Judgement } from '../../../../server/src/migration/preflight/judgement.ts';
import { planRanges } from '../../../../server/src/migration/report/planReport.ts';

/** The judgement where nothing is in Vault yet. */
export function judged(plan: Plan): Judgement {
  return judge(plan, {
    connection: 'ready',
    mounts: new Map(
      plan.entries.map(({ target }) => [
        target.mount,
        { kvVersion: 2, deleteVersionAfter: '', maxVersions: 10 },
      ]),
    ),
    paths: new Map(
      plan.entries.map(({ target }) => [
        pathId(target),
        { current: { kind: 'absent', kvVersion: 2, cas: 0 }, rights: undefined },
      ]),
    ),
    files: new Map(plan.files.map(({ uri, document }) => [uri, { kind: 'text', text: document.text }])),
  });
}

/** The header of a run of all that a plan has ticked. */
export function headerOf(plan: Plan): RunHeader {
  const ranges = planRanges(plan);
  const uris = plan.files.map(({ uri }) => uri);
  const entries = plan.entries.flatMap((entry): JournalEntry[] => {
    const move = entry.isOn ? plan.moves.get(entry.id) : undefined;
    if (!move) return [];
    const { id, uri, document, keyPath, finding, target, reference } = entry;
    return [
      {
        id,
        file: uris.indexOf(uri),
        document,
        keyPath,
        scalarStart: finding.scalarStart,
        scalarEnd: finding.scalarEnd,
        start: move.edit.start,
        end: move.edit.end,
        line: (ranges.get(id)?.line ?? 1) - 1,
        rule: finding.ruleId,
        target,
        action: 'create',
        reference,
        written: move.edit.newText,
        fingerprint: '00',
      },
    ];
  });
  return {
    type: 'run',
    format: 1,
    run: 'run-1',
    startedAt: '2026-11-27T09:00:00Z',
    origin: 'https://vault.example.com:8200',
    namespace: '',
    folders: ['file:///w/shop'],
    kvV1RaceConfirmed: false,
    files: plan.files.map(({ uri, languageId }) => ({ uri, languageId })),
    entries,
  };
}

/** Values that nothing but the file can be the source of: made of letters that stand nowhere else. */
export const distinctive = fc
  .string({
    unit: fc.constantFrom('Þ', 'ß', 'Ж', '7', '∆', "'", '\n', ' ', '\\', '"'),
    minLength: 4,
    maxLength: 30,
  })
  .map((text) => `pw${text}`);
