import type {
  MigrationBlocker,
  MigrationEntry,
  MigrationFile,
  MigrationPlan,
  MigrationRunView,
} from '../../../../server/src/protocol.ts';
import { vault } from './clientWorld.ts';

export const runId = '0123456789abcdef';

/** A secret of a plan; what is not given is as unremarkable as can be. */
export function entryOf(id: string, given: Partial<MigrationEntry> = {}): MigrationEntry {
  const target = { mount: 'secret', path: 'app', key: id };
  return {
    id,
    range: { start: { line: 4, character: 2 }, end: { line: 4, character: 9 } },
    rule: 'keyed-password',
    confidence: 'high',
    keyPath: `db.${id}`,
    target,
    targetText: `secret/app#${id}`,
    reference: `vault:secret/data/app#${id}`,
    action: 'create',
    isOn: true,
    canMove: true,
    notes: [],
    ...given,
  };
}

export function fileOf(path: string, ...entries: MigrationEntry[]): MigrationFile {
  return { uri: `file:///project/${path}`, folderName: 'project', path, entries };
}

/** A plan of these files, with its numbers. */
export function planOf(files: readonly MigrationFile[], given: Partial<MigrationPlan> = {}): MigrationPlan {
  const ticked = files.flatMap(({ entries }) => entries.filter(({ isOn }) => isOn));
  return {
    plan: 1,
    origin: vault,
    namespace: '',
    files,
    blockers: [],
    counts: {
      secrets: ticked.length,
      files: files.length,
      paths: files.length,
      created: ticked.length,
      added: 0,
      reused: 0,
      left: 0,
    },
    mounts: ['secret'],
    kvV1Mounts: [],
    skipped: [],
    ...given,
  };
}

export function runOf(given: Partial<MigrationRunView> = {}): MigrationRunView {
  return {
    run: runId,
    startedAt: '2026-03-01T12:04:00Z',
    origin: vault,
    namespace: '',
    phase: 'running',
    moved: 3,
    total: 12,
    isOwned: false,
    isHere: true,
    ...given,
  };
}

/** Names that try to become links, second lines or other text. */
export const hostile = '[x](command:vaultRefs.runMigration)\n\u202efdp';

export const blockers: readonly MigrationBlocker[] = [
  {
    message: 'app.yaml has changes that are not saved.',
    remedy: 'save-file',
    uri: 'file:///project/app.yaml',
  },
  { message: 'secret/app#one holds another value.', remedy: 'edit-target', entry: 'one' },
  { message: 'secret is sealed.' },
];
