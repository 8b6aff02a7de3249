import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultMigrationSettings } from '../../../../server/src/languageService/migration/migrationSettings.ts';
import { isSpellable, parseTarget } from '../../../../server/src/languageService/migration/parseTarget.ts';
import { formatReference } from '../../../../server/src/languageService/references/format.ts';
import { proposeTarget } from '../../../../server/src/migration/plan/proposeTarget.ts';
import type { TargetMounts } from '../../../../server/src/migration/plan/template/chooseMount.ts';
import { environmentOf } from '../../../../server/src/migration/plan/template/environment.ts';
import { parseTemplate } from '../../../../server/src/migration/plan/template/parseTemplate.ts';
import {
  templateOrigin,
  variableNames,
} from '../../../../server/src/migration/plan/template/targetTemplate.ts';
import type { TargetPlace } from '../../../../server/src/migration/plan/template/variables.ts';
import { runs } from '../../languageService/migration/runs.ts';

const place: TargetPlace = {
  folder: 'shop',
  path: 'deploy/values.prod.yaml',
  keyPath: ['db', 0, 'password'],
  object: { namespace: 'team-a', name: 'web' },
};
const mounts: TargetMounts = {
  mounts: [
    { path: 'kv', kvVersion: 2 },
    { path: 'secret', kvVersion: 2 },
  ],
  configuredMounts: ['secret'],
};
const usual = defaultMigrationSettings.target;

/** The target as text, or the message. */
function propose(template: string, at: Partial<TargetPlace> = {}, there: Partial<TargetMounts> = {}): string {
  const proposal = proposeTarget(template, { ...place, ...at }, { ...mounts, ...there });
  return proposal.ok ? proposal.text : proposal.message;
}

describe('the usual template', () => {
  test('is the mount, folder, file without extension, and key path', () => {
    expect(proposeTarget(usual, place, mounts)).toEqual({
      ok: true,
      target: { mount: 'secret', path: 'shop/deploy/values.prod', key: 'db_0_password' },
      text: 'secret/shop/deploy/values.prod#db_0_password',
      mountIsKnown: true,
    });
  });

  test('takes the first configured mount that is a KV mount', () => {
    const mountOf = (there: Partial<TargetMounts>): unknown => {
      const proposal = proposeTarget(usual, place, { ...mounts, ...there });
      return proposal.ok && [proposal.target.mount, proposal.mountIsKnown];
    };
    expect(mountOf({ configuredMounts: ['gone', '/kv/', 'secret'] })).toEqual(['kv', true]);
    expect(mountOf({ configuredMounts: ['gone'] })).toEqual(['kv', false]);
    expect(mountOf({ mounts: [] })).toEqual(['secret', false]);
    expect(mountOf({ mounts: [], configuredMounts: [] })).toEqual(['secret', false]);
  });

  test.each<[Partial<TargetPlace>, string]>([
    [{ path: '../../etc/passwd' }, 'shop/etc/passwd'],
    [{ path: '.env' }, 'shop/.env'],
    [{ path: '.github/workflows/ci.yml' }, 'shop/.github/workflows/ci'],
    [{ path: 'a\\b.json' }, 'shop/a/b'],
    [{ path: 'a//b.json' }, 'shop/a/b'],
    [{ path: 'my file #2 (copy).yaml' }, 'shop/my-file-2-copy'],
    [{ path: 'a\u200b\u0000b.yaml' }, 'shop/ab'],
    [{ path: 'naïve/密码.yaml' }, 'shop/naïve/密码'],
    [{ folder: undefined, path: 'Untitled-1' }, 'Untitled-1'],
    [{ folder: undefined, path: '..' }, 'config'],
    [{ folder: 'data' }, 'data-files/deploy/values.prod'],
    [{ folder: undefined, path: 'metadata.yaml' }, 'metadata-files'],
    [{ folder: '%2e%2e', path: '%2fx.yaml' }, '2e-2e/2fx'],
  ])('%j gives the path %s', (at, path) => {
    expect(propose(usual, at)).toBe(`secret/${path}#db_0_password`);
  });

  test.each<[TargetPlace['keyPath'], string]>([
    [['users', 0, 'pass word'], 'users_0_pass-word'],
    [['a.b', 'c/d'], 'a.b_c-d'],
    [[], 'value'],
    [['..'], 'value'],
    [['#'], 'value'],
  ])('key path %j gives the key %s', (keyPath, key) => {
    expect(propose(usual, { keyPath })).toMatch(`#${key}`);
  });
});

describe('a template', () => {
  test.each<[string, string, Partial<TargetPlace>?]>([
    ['kv/${environment}/${kubernetes.namespace}/${kubernetes.name}#${key}', 'kv/prod/team-a/web#password'],
    [
      'kv/${environment}/${kubernetes.namespace}/x#${key}',
      'kv/default/x#password',
      { path: 'a.yaml', object: {} },
    ],
    ['kv/all#${fileBasename}', 'kv/all#values.prod.yaml'],
    ['kv/x-${workspaceFolder}-y#k', 'kv/x-shop-y#k'],
    ['kv/x-${workspaceFolder}-y#k', 'kv/x--y#k', { folder: undefined }],
    ['kv/x-${relativePath}-y#k', 'kv/x-deploy/values.prod-y#k'],
    ['kv/team#${relativePath}.${keyPath}', 'kv/team#deploy-values.prod.db_0_password'],
    ['kv/.${key}/x#k', 'kv/x#k', { keyPath: ['.'] }],
    ['kv/.${key}.#k', 'kv/config#k', { keyPath: [0] }],
    ['kv/a#.${key}', 'kv/a#value', { keyPath: ['..'] }],
    ['  kv/a#b\n', 'kv/a#b'],
    ['${mount}/a#b', 'secret/a#b'],
    ['kv/our own/a#b c', 'vault://kv/our%20own/a#b%20c'],
    ['elsewhere/a#b', 'elsewhere/a#b'],
    ['kv/da${key}/x#k', 'kv/data-files/x#k', { keyPath: ['ta'] }],
  ])('%s gives %s', (template, text, at) => {
    expect(propose(template, at)).toBe(text);
  });

  test('has the longest known mount that it begins with', () => {
    const there = { configuredMounts: ['team', 'team/kv'] };
    expect(proposeTarget('team/kv/a#b', place, { ...mounts, ...there })).toMatchObject({
      target: { mount: 'team/kv', path: 'a' },
    });
    expect(proposeTarget('team/kv#b', place, { ...mounts, ...there })).toMatchObject({
      target: { mount: 'team', path: 'kv' },
    });
  });

  test('does not come to lie in another mount by the names of a place', () => {
    const there = { configuredMounts: ['team', 'team/kv', 'team/a/b'] };
    expect(propose('team/${workspaceFolder}/x#k', { folder: 'kv' }, there)).toBe('team/kv-files/x#k');
    expect(propose('team/${relativePath}/x#k', { path: 'a/b' }, there)).toBe('team/a-files/b/x#k');
    expect(propose('team/${relativePath}#k', { path: 'a/b' }, there)).toBe('team/a/b#k');
  });

  test.each([
    ['', 'one `#`'],
    ['kv/a', 'one `#`'],
    ['kv/a#b#c', 'one `#`'],
    ['kv#b', 'path behind its mount'],
    ['${mount}#b', 'path behind its mount'],
    ['#b', 'empty segment'],
    ['/kv/a#b', 'empty segment'],
    ['kv//a#b', 'empty segment'],
    ['kv/a/#b', 'empty segment'],
    ['kv/../sys#b', '`.` or `..`'],
    ['kv/./a#b', '`.` or `..`'],
    ['kv/a#', 'empty'],
    ['kv/a#b/c', 'no slash'],
    ['kv/a\u200b#b', 'invisible'],
    ['kv/a\nb#c', 'invisible'],
    ['kv/${nope}#b', 'does not exist'],
    ['kv/${}#b', 'does not exist'],
    ['kv/${__proto__}#b', 'does not exist'],
    ['kv/${constructor}#b', 'does not exist'],
    ['kv/${a/b}#b', 'characters'],
    ['kv/${key#b', 'characters'],
    ['kv/$key#b', 'characters'],
    ['kv/{{ .x }}#b', 'characters'],
    ['${key}/a#b', 'begins with a mount'],
    ['kv${key}/a#b', 'begins with a mount'],
    ['kv/${mount}#b', 'at the beginning'],
    ['${mount}x/a#b', 'at the beginning'],
    [`kv/${'a'.repeat(600)}#b`, '500'],
    ['kv/data/a#b', '`data/`'],
    ['${mount}/data/${key}#b', '`data/`'],
  ])('%j is none', (template, word) => {
    expect(propose(template)).toMatch(
      /^The setting vaultRefs\.migration\.target does not work\. [A-Z].*\.$/s,
    );
    expect(propose(template)).toContain(word);
  });

  test('says whose it is', () => {
    expect(templateOrigin(usual, undefined)).toBe('default');
    expect(templateOrigin('kv/a#b', 'kv/a#b')).toBe('user');
    expect(templateOrigin('kv/a#b', undefined)).toBe('workspace');
    expect(templateOrigin('kv/a#b', 'kv/mine#b')).toBe('workspace');
  });
});

describe('environmentOf', () => {
  test.each([
    ['values.prod.yaml', 'prod'],
    ['config-Production.yml', 'production'],
    ['deploy/staging/app.yaml', 'staging'],
    ['prod/apps/dev/app.yaml', 'dev'],
    ['test/fixtures/values-uat.json', 'uat'],
    ['k8s\\qa\\app.yaml', 'qa'],
    ['products/latest.yaml', 'default'],
    ['developer/app.yaml', 'default'],
    ['', 'default'],
  ])('%s is %s', (path, environment) => {
    expect(environmentOf(path)).toBe(environment);
  });
});

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom('.', '/', '\\', '#', '%', 'a', '\u202e', '$', '{', '}', '\ud800', ' ', '-'),
  }),
  fc.constantFrom(
    '..',
    '.',
    '',
    '/',
    '%2e%2e',
    'data',
    'metadata',
    '${key}',
    '](command:x)',
    'nested',
    'x/y',
    'x\u0301',
  ),
);
const hostilePlace: fc.Arbitrary<TargetPlace> = fc.record({
  folder: fc.option(hostile, { nil: undefined }),
  path: hostile,
  keyPath: fc.array(fc.oneof(hostile, fc.nat())),
  object: fc.record({ namespace: hostile, name: hostile }, { requiredKeys: [] }),
});
const variable = fc.constantFrom(...variableNames.map((name) => `\${${name}}`));
const literal = fc.string({
  unit: fc.constantFrom('a', 'b', '.', '-', '_', ' '),
  minLength: 1,
  maxLength: 4,
});
const piece = fc.oneof(variable, literal);
const segment = fc
  .array(piece, { minLength: 1, maxLength: 3 })
  .map((parts) => parts.join(''))
  .filter((text) => text !== '.' && text !== '..');

describe('whatever the names of a place', () => {
  // No literal of a template makes these: then the template would mean them.
  const known = ['secret', 'kv', 'secret/nested', 'kv/x/y'];
  const there: TargetMounts = { mounts: mounts.mounts, configuredMounts: known };

  test('a target stays in its mount, reads back as it is and has no more segments than the template gives', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('kv', 'secret', '${mount}'),
        fc.array(segment, { minLength: 1, maxLength: 4 }),
        segment,
        hostilePlace,
        (mount, path, key, at) => {
          const template = `${mount}/${path.join('/')}#${key}`;
          const proposal = proposeTarget(template, at, there);
          fc.pre(proposal.ok);
          const { target, text } = proposal;
          expect(target.mount).toBe(mount === '${mount}' ? 'secret' : mount);
          expect(isSpellable(target)).toBe(true);
          expect(parseTarget(text, known)).toEqual({ ok: true, target });
          expect(formatReference(target)).toBe(text);
          const names = target.path.split('/');
          const most =
            path.length + path.join('').split('${relativePath}').length * at.path.split(/[/\\]/).length;
          expect(names.length).toBeLessThanOrEqual(most);
          expect(names).not.toContain('..');
          expect(['data', 'metadata']).not.toContain(names.length > 1 ? names[0] : '');
          if (path.every((name) => !name.includes('${relativePath}'))) {
            expect(names.length).toBeLessThanOrEqual(path.length);
          }
        },
      ),
      runs(3_000, 100_000),
    );
  });

  test('one file has one path, whatever its keys', () => {
    fc.assert(
      fc.property(hostilePlace, hostilePlace, (one, { keyPath }) => {
        const pathOf = (at: TargetPlace): unknown => {
          const proposal = proposeTarget(usual, at, there);
          return proposal.ok && proposal.target.path;
        };
        expect(pathOf({ ...one, keyPath })).toBe(pathOf(one));
        expect(typeof pathOf(one)).toBe('string');
      }),
      runs(2_000, 50_000),
    );
  });

  test('a hostile text is a template or has a sentence that does not repeat it', () => {
    const token = fc.oneof(
      hostile,
      variable,
      fc.constantFrom('${mount}', '/', '#', 'zq-canary', '${zq-canary}'),
    );
    const text = fc.array(token, { maxLength: 8 }).map((tokens) => tokens.join(''));
    fc.assert(
      fc.property(text, hostilePlace, (template, at) => {
        const parsed = parseTemplate(template, 'workspace');
        const proposal = proposeTarget(template, at, there);
        if (proposal.ok) {
          expect(isSpellable(proposal.target)).toBe(true);
          expect(parseTarget(proposal.text, [...known, proposal.target.mount])).toMatchObject({ ok: true });
        } else expect(proposal.message).not.toContain('zq-canary');
        if (!parsed.ok) expect(proposal.ok).toBe(false);
      }),
      runs(5_000, 100_000),
    );
  });
});
