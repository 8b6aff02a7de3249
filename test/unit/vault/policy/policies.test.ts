import { describe, expect, test } from 'vitest';
import type { VaultPolicy } from '../../../../server/src/protocol.ts';
import { readInitializationOptions, readPolicy } from '../../../../server/src/initializationOptions.ts';
import { Policies } from '../../../../server/src/vault/policy/policies.ts';
import { readEditorPolicy } from '../../../../client/src/connection/editorPolicy.ts';

const vault = 'https://vault.example.com:8200';

describe('servers', () => {
  test.each<[boolean, VaultPolicy[]]>([
    [true, []],
    [true, [{}, {}]],
    [true, [{ allowedOrigins: [`${vault}/`, 'https://other.example'] }]],
    [false, [{ allowedOrigins: [] }]],
    [false, [{ allowedOrigins: ['https://vault.example.com'] }]],
    [false, [{ allowedOrigins: ['http://vault.example.com:8200'] }]],
    [false, [{ allowedOrigins: ['https://*'] }, {}]],
    [false, [{ allowedOrigins: [vault] }, { allowedOrigins: ['https://other.example'] }]],
  ])('%s under %j', (allowed, policies) => {
    expect(new Policies(policies).allowsOrigin(vault)).toBe(allowed);
  });
});

describe('writing', () => {
  test.each<[boolean, string, VaultPolicy[]]>([
    [true, 'team/db', []],
    [true, 'team/db', [{ allowedTargets: ['secret/team'] }]],
    [true, 'team/db', [{ allowedTargets: ['/secret/'] }]],
    [true, 'team', [{ allowedTargets: ['secret/team'] }]],
    [false, 'teams/db', [{ allowedTargets: ['secret/team'] }]],
    [false, 'tea', [{ allowedTargets: ['secret/team'] }]],
    [false, 'team/db', [{ allowedTargets: ['secret/team/*'] }]],
    [false, 'team/db', [{ allowedTargets: [] }]],
    [false, 'team/db', [{ allowedTargets: ['', '/'] }]],
    [false, 'team/db', [{ readOnly: true, allowedTargets: ['secret'] }]],
    [false, 'team/db', [{ readOnly: false }, { readOnly: true }]],
    [false, 'team/db', [{ allowedTargets: ['secret'] }, { allowedTargets: ['kv'] }]],
  ])('%s to secret/%s under %j', (allowed, path, policies) => {
    const under = new Policies(policies);
    const target = { mount: 'secret', path };
    expect(under.allowsWriting(target)).toBe(allowed);
    if (allowed) under.requireWriting(target);
    else expect(() => under.requireWriting(target)).toThrow(/your administrator/);
  });
});

describe('a policy of the editor', () => {
  const editor = (levels: Record<string, unknown>) => ({ get: (key: string) => levels[key] });

  test('is read where one is set, and is none where nothing is', () => {
    expect(
      readEditorPolicy(
        editor({
          'policy.allowedOrigins': [vault],
          'policy.readOnly': true,
          'policy.allowedTargets': ['secret'],
        }),
      ),
    ).toEqual({ allowedOrigins: [vault], readOnly: true, allowedTargets: ['secret'] });
    const unset = { 'policy.allowedOrigins': [], 'policy.readOnly': false, 'policy.allowedTargets': [] };
    expect(readEditorPolicy(editor(unset))).toEqual({});
    expect(readEditorPolicy(editor({}))).toEqual({});
  });

  test.each([[vault], [{ 0: vault }], [[3]]])('that is %j allows no server', (written) => {
    const policy = readEditorPolicy(editor({ 'policy.allowedOrigins': written }));
    expect(new Policies([readPolicy(policy)]).allowsOrigin(vault)).toBe(false);
  });

  test.each([null, 'all', { readOnly: 'no' }, { allowedOrigins: vault }])(
    'that a client sends as %j restricts everything',
    (sent) => {
      const { policy = {} } = readInitializationOptions({ policy: sent });
      const under = new Policies([policy]);
      expect(under.allowsOrigin(vault)).toBe(false);
      expect(under.allowsWriting({ mount: 'secret', path: 'a' })).toBe(false);
    },
  );

  test('is none for a client that sends none', () => {
    expect(readInitializationOptions({ clientCommands: true }).policy).toEqual({});
  });
});
