import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type {
  CurrentSecret,
  MountInfo,
  PathHistory,
  PathRights,
  VersionFacts,
} from '../../../../server/src/languageService/migration/secretVault.ts';
import { pathId } from '../../../../server/src/migration/journal/runState.ts';
import { retarget, tick } from '../../../../server/src/migration/plan/changePlan.ts';
import type { Plan } from '../../../../server/src/migration/plan/plan.ts';
import { judge } from '../../../../server/src/migration/preflight/judge.ts';
import type { Blocker, Judgement } from '../../../../server/src/migration/preflight/judgement.ts';
import type { Looks, PathLook } from '../../../../server/src/migration/preflight/looks.ts';
import type { FileProblem } from '../../../../server/src/migration/runFiles.ts';
import { runs } from '../../languageService/migration/runs.ts';
import { plan, source, targetOf, template } from '../plan/planWorld.ts';

const canary = 'pw-canary-made-up';
const all: PathRights = {
  read: true,
  create: true,
  update: true,
  patch: true,
  remove: true,
  readMetadata: true,
  patchMetadata: true,
};
const v2: MountInfo = { kvVersion: 2, deleteVersionAfter: '', maxVersions: 10 };
const v1: MountInfo = { kvVersion: 1, deleteVersionAfter: '', maxVersions: 1 };
const absent: CurrentSecret = { kind: 'absent', kvVersion: 2, cas: 0 };
const time = (version: number): string => `2026-01-0${version}T00:00:00Z`;

function present(data: Record<string, unknown>, extra: Partial<CurrentSecret> = {}): CurrentSecret {
  return {
    kind: 'present',
    kvVersion: 2,
    version: 1,
    createdTime: time(1),
    deletionTime: '',
    data,
    ...extra,
  } as CurrentSecret;
}

function history(
  versions: readonly (Partial<VersionFacts> & { readonly version: number })[],
  extra: Partial<PathHistory & { kind: 'known' }> = {},
): PathHistory {
  return {
    kind: 'known',
    currentVersion: Math.max(0, ...versions.map(({ version }) => version)),
    maxVersions: 0,
    deleteVersionAfter: '',
    versions: new Map(
      versions.map(({ version, ...facts }) => [
        version,
        { createdTime: time(version), deletionTime: '', isDestroyed: false, ...facts },
      ]),
    ),
    customMetadata: new Map(),
    ...extra,
  };
}

const one = (): Plan => plan([source('a.yaml', `password: ${canary}\n`)]);

/** Looks that see everything as it should be, but for what is given. */
function looksAt(made: Plan, path: Partial<PathLook> = {}, extra: Partial<Looks> = {}): Looks {
  const paths = made.entries.map(({ target }): [string, PathLook] => [
    pathId(target),
    { current: absent, rights: all, ...path },
  ]);
  return {
    connection: 'ready',
    mounts: new Map(made.entries.map(({ target }) => [target.mount, v2])),
    paths: new Map(paths),
    files: new Map(made.files.map(({ uri, document }) => [uri, { kind: 'text', text: document.text }])),
    ...extra,
  };
}

const kinds = ({ blockers }: Judgement): readonly string[] => blockers.map(({ kind }) => kind);
const mount = (info: Looks['mounts'] extends ReadonlyMap<string, infer T> ? T : never): Partial<Looks> => ({
  mounts: new Map([['secret', info]]),
});

describe('a plan runs', () => {
  test('when all is as it should be', () => {
    const made = one();
    expect(judge(made, looksAt(made))).toEqual({
      entries: new Map([['1', { action: 'create', status: 'ready' }]]),
      blockers: [],
      probes: [],
      kvV1Paths: [],
      counts: { secrets: 1, files: 1, paths: 1, created: 1, added: 0, reused: 0, conflicts: 0, left: 0 },
    });
  });

  test.each<[string, PathLook, string]>([
    [
      'a key is added',
      { current: present({ b: 'x' }), history: history([{ version: 1 }]), rights: all },
      'add-key',
    ],
    ['the value is there', { current: present({ password: canary }), rights: undefined }, 'reuse'],
    ['nobody may ask for rights', { current: absent, rights: undefined }, 'create'],
    [
      'it was soft-deleted',
      { current: { ...absent, cas: 1 }, history: history([{ version: 1 }]), rights: all },
      'create',
    ],
    ['there is but metadata', { current: absent, history: history([]), rights: all }, 'create'],
    [
      'all but the newest are destroyed',
      {
        current: present({}, { version: 2, createdTime: time(2) }),
        history: history([{ version: 1, isDestroyed: true }, { version: 2 }], { maxVersions: 2 }),
        rights: all,
      },
      'add-key',
    ],
  ])('when %s', (_, look, action) => {
    const made = one();
    const judgement = judge(made, looksAt(made, look));
    expect(judgement.blockers).toEqual([]);
    expect(judgement.entries.get('1')).toEqual({ action, status: 'ready' });
  });

  test('and probes a mount that does not tell its settings, once, with what is written', () => {
    const made = plan([
      source('a.yaml', `password: ${canary}\n`),
      source('b.yaml', 'password: pw-b\n'),
      source('c.yaml', 'password: pw-c\n'),
    ]);
    const base = looksAt(made, {}, mount({ ...v2, deleteVersionAfter: undefined }));
    const held: PathLook = { current: present({ password: canary }), rights: all };
    const paths = new Map(base.paths).set(pathId({ mount: 'secret', path: 'shop/a' }), held);
    const judgement = judge(made, { ...base, paths });
    expect(judgement.blockers).toEqual([]);
    expect(judgement.probes).toEqual([{ mount: 'secret', path: 'shop/b' }]);
  });

  test('on KV v1 after the race is confirmed, where nothing is there yet', () => {
    const made = one();
    const judgement = judge(made, looksAt(made, { current: { ...absent, kvVersion: 1 } }, mount(v1)));
    expect(judgement.blockers).toEqual([]);
    expect(judgement.kvV1Paths).toEqual([{ mount: 'secret', path: 'shop/a' }]);
  });
});

describe('a blocker is', () => {
  const needsRoom = (maxVersions: number, versions: number): PathHistory =>
    history(
      Array.from({ length: versions }, (_, index) => ({ version: index + 1 })),
      { maxVersions },
    );
  const number = (version: number): Partial<CurrentSecret> => ({ version, createdTime: time(version) });
  const lacking = (...names: (keyof PathRights)[]): PathRights => ({
    ...all,
    ...Object.fromEntries(names.map((name) => [name, false])),
  });

  test.each<[string, Partial<PathLook>, Partial<Looks>, Partial<Blocker>, string]>([
    [
      'signed out',
      {},
      { connection: 'not-signed-in' },
      { kind: 'connection', remedy: 'sign-in' },
      'not signed in',
    ],
    ['sealed', {}, { connection: 'sealed' }, { kind: 'connection', remedy: 'unseal' }, 'sealed'],
    ['namespace', {}, { connection: 'namespace' }, { kind: 'connection' }, 'namespace'],
    [
      'sealed meanwhile',
      { current: { failed: 'sealed' } },
      {},
      { kind: 'connection', remedy: 'unseal' },
      'sealed',
    ],
    [
      'not KV',
      {},
      mount({ failed: 'not-kv' }),
      { kind: 'mount', remedy: 'edit-target' },
      'KV secrets engine: secret',
    ],
    [
      'no mount',
      {},
      mount({ failed: 'no-such-mount' }),
      { kind: 'mount', remedy: 'edit-target' },
      'does not exist',
    ],
    ['mount not looked at', {}, { mounts: new Map() }, { kind: 'mount' }, 'Nobody has looked'],
    [
      'mount denied',
      {},
      mount({ failed: 'denied' }),
      { kind: 'permission', remedy: 'show-policy' },
      'denied',
    ],
    [
      'a mount with a time',
      {},
      mount({ ...v2, deleteVersionAfter: '30s' }),
      { kind: 'deletes-itself', remedy: 'edit-target' },
      'The mount secret deletes',
    ],
    [
      'a path with a time',
      { current: present({}), history: history([{ version: 1 }], { deleteVersionAfter: '1h' }) },
      {},
      { kind: 'deletes-itself', remedy: 'edit-target' },
      'secret/shop/a by itself',
    ],
    [
      'the same value in a version that deletes itself',
      { current: present({ password: canary }, { deletionTime: time(9) }) },
      {},
      { kind: 'deletes-itself' },
      'secret/shop/a by itself',
    ],
    [
      'path denied',
      { current: { failed: 'denied' } },
      {},
      { kind: 'permission', remedy: 'show-policy' },
      'denied permission: secret/shop/a',
    ],
    [
      'bad path',
      { current: { failed: 'bad-path' } },
      {},
      { kind: 'path', remedy: 'edit-target' },
      'name of the path',
    ],
    ['path not looked at', {}, { paths: new Map() }, { kind: 'path' }, 'Nobody has looked at secret/shop/a'],
    [
      'may not create',
      { rights: lacking('create') },
      {},
      { kind: 'permission', remedy: 'show-policy' },
      'no create permission',
    ],
    ['may not read back', { rights: lacking('read') }, {}, { kind: 'permission' }, 'no read permission'],
    [
      'may only create a path that was soft-deleted',
      { current: { ...absent, cas: 1 }, history: history([{ version: 1 }]), rights: lacking('update') },
      {},
      { kind: 'permission' },
      'no update permission',
    ],
    [
      'may only create a path that has metadata',
      { history: history([]), rights: lacking('update', 'patch') },
      {},
      { kind: 'permission' },
      'no update permission',
    ],
    [
      'may neither patch nor update',
      { current: present({}), history: history([{ version: 1 }]), rights: lacking('update', 'patch') },
      {},
      { kind: 'permission' },
      'no patch permission',
    ],
    [
      'no room by the mount',
      { current: present({}), history: needsRoom(0, 1) },
      mount({ ...v2, maxVersions: 1 }),
      { kind: 'versions', remedy: 'edit-target' },
      'keeps 1 versions',
    ],
    [
      'no room by the path, although the mount says more',
      { current: present({}, number(3)), history: needsRoom(3, 3) },
      {},
      { kind: 'versions' },
      'keeps 3 versions',
    ],
    [
      'no room for a path that was soft-deleted',
      { current: { ...absent, cas: 2 }, history: needsRoom(2, 2) },
      {},
      { kind: 'versions' },
      'oldest',
    ],
    [
      'hidden history',
      { current: present({}), history: { kind: 'hidden' } },
      {},
      { kind: 'versions', remedy: 'show-policy' },
      'metadata of secret/shop/a',
    ],
    [
      'history not looked at although the path may be full',
      { current: present({}) },
      mount({ ...v2, maxVersions: 1 }),
      { kind: 'versions' },
      'metadata of',
    ],
    [
      'metadata that the token may not read',
      { current: present({}), rights: { ...all, readMetadata: false } },
      {},
      { kind: 'versions' },
      'metadata of',
    ],
    [
      'history that failed',
      { current: present({}), history: { failed: 'server-error' } },
      {},
      { kind: 'versions' },
      'metadata of',
    ],
    [
      'hidden settings of the mount',
      { current: present({}), history: history([{ version: 1 }]) },
      mount({ kvVersion: 2, deleteVersionAfter: undefined, maxVersions: undefined }),
      { kind: 'versions', remedy: 'show-policy' },
      'config',
    ],
    [
      'made again between two looks',
      { current: present({}), history: history([{ version: 1, createdTime: time(2) }]) },
      {},
      { kind: 'path' },
      'Somebody else',
    ],
    [
      'deleted between two looks',
      { current: present({}), history: { kind: 'none' } },
      {},
      { kind: 'path' },
      'Somebody else',
    ],
    [
      'an unsafe number beside it',
      { current: present({ n: { deep: [2 ** 60] } }), history: history([{ version: 1 }]) },
      {},
      { kind: 'unsafe-number', remedy: 'edit-target' },
      'number',
    ],
    [
      'much beside it',
      { current: present({ big: 'x'.repeat(512 * 1024) }), history: history([{ version: 1 }]) },
      {},
      { kind: 'too-much', remedy: 'edit-target' },
      '512 KiB',
    ],
    [
      'an existing path on KV v1',
      { current: present({}, { kvVersion: 1, version: 0, createdTime: '' }) },
      mount(v1),
      { kind: 'kv-v1', remedy: 'edit-target' },
      'check-and-set',
    ],
    [
      'another value',
      { current: present({ password: 'theirs', password_2: 'x' }) },
      {},
      {
        kind: 'conflict',
        remedy: 'edit-target',
        alternative: { mount: 'secret', path: 'shop/a', key: 'password_3' },
      },
      'secret/shop/a#password_3 is free',
    ],
    [
      'another type of value',
      { current: present({ password: 7 }) },
      {},
      { kind: 'conflict' },
      'never overwritten',
    ],
  ])('%s', (_, path, extra, expected, word) => {
    const made = one();
    const judgement = judge(made, looksAt(made, path, extra));
    expect(judgement.blockers).toMatchObject([{ entries: ['1'], ...expected }]);
    const [{ message }] = judgement.blockers as [Blocker];
    expect(message).toContain(word);
    expect(message).toMatch(/^[A-Z].*\.$|^secret\/shop\/a.*\.$/);
    expect(judgement.entries.get('1')).toMatchObject({ status: 'blocked', reason: message });
    expect(JSON.stringify(judgement.blockers)).not.toContain(canary);
  });

  test.each<[FileProblem, Blocker['remedy']]>([
    ['missing', 'untick'],
    ['unreadable', 'untick'],
    ['read-only', 'untick'],
    ['outside', 'untick'],
    ['linked', 'untick'],
    ['not-text', 'untick'],
    ['too-large', 'untick'],
    ['unsaved', 'save-file'],
  ])('a file that is %s', (problem, remedy) => {
    const made = one();
    const uri = made.files[0]!.uri;
    const files = new Map([[uri, { kind: 'unusable', problem } as const]]);
    expect(judge(made, looksAt(made, {}, { files })).blockers).toMatchObject([
      { kind: 'file', subject: { kind: 'file', uri }, remedy, entries: ['1'] },
    ]);
  });

  test('a file that has changed, was not looked at, or is generated', () => {
    const made = one();
    const uri = made.files[0]!.uri;
    const changed = new Map([[uri, { kind: 'text', text: 'other' } as const]]);
    expect(judge(made, looksAt(made, {}, { files: changed })).blockers[0]?.message).toContain('has changed');
    expect(judge(made, looksAt(made, {}, { files: new Map() })).blockers[0]?.message).toContain('Nobody');
    const lock = tick(plan([source('package-lock.json', `{"password": "${canary}"}`)]), ['1'], true);
    expect(judge(lock, looksAt(lock)).blockers).toMatchObject([{ kind: 'file', remedy: 'untick' }]);
  });

  test('a path with too many keys', () => {
    const text = Array.from({ length: 401 }, (_, index) => `k${index}: pw-${index}\n`).join('');
    const made = plan([source('a.yaml', text)]);
    expect(kinds(judge(made, looksAt(made)))).toEqual(['too-much']);
    const fewer = tick(made, ['1'], false);
    expect(kinds(judge(fewer, looksAt(fewer)))).toEqual([]);
    const present400 = present(
      Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`x${index}`, 'y'])),
    );
    const small = one();
    const look = { current: present400, history: history([{ version: 1 }]) };
    expect(kinds(judge(small, looksAt(small, look)))).toEqual([]);
    expect(kinds(judge(small, looksAt(small, { ...look, rights: { ...all, patch: false } })))).toEqual([
      'too-much',
    ]);
    expect(kinds(judge(small, looksAt(small, { ...look, rights: undefined })))).toEqual(['too-much']);
  });
});

test('what is not ticked is no matter, and is told what it would be', () => {
  const made = tick(plan([source('a.yaml', 'a: pw-1\nb: pw-2\n')]), ['2'], false);
  const look = { current: present({ b: 'theirs' }), history: history([{ version: 1 }]) };
  const judgement = judge(made, looksAt(made, look));
  expect(judgement.blockers).toEqual([]);
  expect([...judgement.entries.values()]).toEqual([
    { action: 'add-key', status: 'ready' },
    { action: 'conflict', status: 'left', reason: 'It is not ticked.' },
  ]);
  expect(judgement.counts).toMatchObject({ secrets: 1, left: 1, added: 1, conflicts: 0 });
  const nothing = tick(made, ['1', '2'], false);
  const empty = { ...looksAt(nothing), mounts: new Map(), paths: new Map(), files: new Map() };
  expect(judge(nothing, empty).blockers).toEqual([]);
});

test('an alternative is free in Vault and in the plan, and shared by those that share', () => {
  const made = plan([source('a.yaml', 'a: { p: pw-1 }\nb: { p: pw-2 }\nc: { p: pw-1 }\n')], {
    template: template('secret/x#${key}'),
  });
  const judgement = judge(made, looksAt(made, { current: present({ p: '1', p_2: '2', p_3: '3' }) }));
  expect(judgement.blockers.map(({ alternative }) => alternative?.key)).toEqual(['p_4', 'p_2_2', 'p_4']);
});

test('one blocker tells of all entries that it is about', () => {
  const made = plan([source('a.yaml', 'a: pw-1\nb: pw-2\n'), source('b.yaml', 'a: pw-3\n')]);
  const sealed = judge(made, looksAt(made, { current: { failed: 'sealed' } }));
  expect(sealed.blockers).toMatchObject([{ kind: 'connection', entries: ['1', '2', '3'] }]);
  const denied = judge(made, looksAt(made, { rights: { ...all, create: false } }));
  expect(denied.blockers.map(({ entries }) => entries)).toEqual([['1', '2'], ['3']]);
});

test('names cannot become links, lines or controls of a terminal', () => {
  const made = retarget(
    plan([source('[x](command:evil)\u202e\n.yaml', `password: ${canary}\n`)]),
    '1',
    targetOf('secret/[x](command:evil)#[k](command:evil)'),
  );
  for (const look of [
    { current: present({ '[k](command:evil)': 'x' }) },
    { rights: { ...all, create: false } },
  ]) {
    for (const { message } of judge(made, looksAt(made, look, { files: new Map() })).blockers) {
      expect(message).not.toContain('](');
      expect(message).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    }
  }
});

test('whatever is seen, a judgement has a verdict on every entry and no value in it', () => {
  const current = fc.oneof(
    fc.constant(absent),
    fc.constant<CurrentSecret>({ ...absent, cas: 3 }),
    fc
      .dictionary(fc.constantFrom('a', 'b', 'a_2', '__proto__'), fc.constantFrom('pw-canary-1', 'x', 7))
      .map((data) => present(data)),
    fc.constantFrom('denied', 'sealed', 'timeout').map((failed) => ({ failed }) as never),
  );
  const someRights = fc
    .subarray(Object.keys(all))
    .map((names) => ({ ...all, ...Object.fromEntries(names.map((name) => [name, false])) }));
  const look = fc.record(
    {
      current,
      history: fc.oneof(
        fc.constant({ kind: 'none' }),
        fc.constant({ kind: 'hidden' }),
        fc.nat(4).map((count) => needs(count)),
      ),
      rights: someRights,
    },
    { requiredKeys: ['current'] },
  );
  const info = fc.record({
    kvVersion: fc.constantFrom(1, 2),
    deleteVersionAfter: fc.constantFrom('', '3s', undefined),
    maxVersions: fc.constantFrom(undefined, 1, 3, 10),
  });
  const needs = (count: number): PathHistory =>
    history(Array.from({ length: count }, (_, index) => ({ version: index + 1 })));
  const made = plan([
    source('a.yaml', 'a: pw-canary-1\nb: pw-canary-2\n'),
    source('b.yaml', 'a: pw-canary-3\n'),
  ]);
  fc.assert(
    fc.property(look, info, fc.subarray(['1', '2', '3']), (path, mountInfo, off) => {
      const ticked = tick(made, off, false);
      const looks = looksAt(ticked, path, mount(mountInfo));
      const judgement = judge(ticked, looks);
      expect([...judgement.entries.keys()]).toEqual(['1', '2', '3']);
      for (const [id, { status, reason }] of judgement.entries) {
        expect(status === 'left').toBe(off.includes(id));
        expect(status === 'ready').toBe(reason === undefined);
        const isNamed = judgement.blockers.some(({ entries }) => entries.includes(id));
        expect(status === 'blocked').toBe(isNamed);
      }
      if (off.length === 3) expect(judgement.blockers).toEqual([]);
      expect(JSON.stringify([...judgement.entries, judgement])).not.toContain('canary');
    }),
    runs(1_000, 20_000),
  );
});
