import type {
  JournalEntry,
  JournalRecord,
  RunHeader,
} from '../../../server/src/migration/journal/records.ts';

export const RUN = '0123456789abcdef';

const target = { mount: 'secret', path: 'app/db', key: 'password' };

export const entry: JournalEntry = {
  id: 'app.yaml#0',
  file: 0,
  document: 0,
  keyPath: ['list', 0, 'password'],
  scalarStart: 10,
  scalarEnd: 30,
  start: 12,
  end: 30,
  line: 1,
  rule: 'password',
  target,
  action: 'create',
  reference: 'vault://secret/app/db#password',
  written: '"vault://secret/app/db#password"',
  spelling: { steps: [{ copy: 3 }, { escape: 'u' }, { layout: '\\\n  ' }, { skip: 1 }, { copy: 4 }] },
  fingerprint: '5'.repeat(64),
};

export function headerOf(run: string, changes: Partial<RunHeader> = {}): RunHeader {
  return {
    type: 'run',
    format: 1,
    run,
    startedAt: '2026-01-01T00:00:00.000Z',
    origin: 'https://vault.example:8200',
    namespace: '',
    folders: ['file:///work'],
    kvV1RaceConfirmed: false,
    files: [{ uri: 'file:///w/app.yaml', languageId: 'yaml' }],
    entries: [entry],
    ...changes,
  };
}

const path = { mount: 'secret', path: 'app/db' };
const ofFile = { file: 0, entries: [entry.id] };
const base = { kind: 'absent', kvVersion: 2, version: 0, createdTime: '' } as const;

type RecordByType = { readonly [Type in JournalRecord['type']]: JournalRecord & { readonly type: Type } };

/** One of each type: the compiler asks for a new one here when there is a new type. */
export const samples: RecordByType = {
  run: headerOf(RUN),
  writing: { type: 'writing', ...path, keys: ['password', '__proto__', 'lone \ud800'], base },
  written: {
    type: 'written',
    ...path,
    version: 1,
    createdTime: '2026-01-01T00:00:00.123456789Z',
    isCertain: true,
  },
  'not-written': { type: 'not-written', ...path },
  editing: { type: 'editing', ...ofFile },
  edited: { type: 'edited', ...ofFile },
  finished: { type: 'finished' },
  undoing: { type: 'undoing' },
  restoring: { type: 'restoring', ...ofFile },
  restored: { type: 'restored', ...ofFile },
  removing: { type: 'removing', ...path, keys: ['password'], version: 1 },
  removed: { type: 'removed', ...path, keys: ['password'] },
  undone: { type: 'undone' },
};

export const sampleRecords: readonly JournalRecord[] = Object.values(samples);
