import { describe, expect, it } from 'vitest';
import { detailsText, showConnectionDetails } from '../../../client/src/commands/connectionDetails.ts';
import { showMinimalPolicy } from '../../../client/src/commands/minimalPolicy.ts';
import type { ConnectionDetails, MinimalPolicy } from '../../../server/src/protocol.ts';
import { openWindow, vault } from './fakes/clientWorld.ts';
import { ScriptedDialogs } from './fakes/scriptedDialogs.ts';

const details: ConnectionDetails = {
  status: { kind: 'ok', origin: vault, namespace: 'team', mounts: [{ path: 'secret', kvVersion: 2 }] },
  identity: {
    displayName: 'oidc-ann',
    policies: ['default', 'team'],
    expiresAt: 3_600_000,
    isRenewable: true,
  },
  proxy: 'http://proxy:3128',
  trustsSystem: true,
  policies: [{ readOnly: true, allowedOrigins: [vault], allowedTargets: [] }],
  calls: [{ method: 'GET', path: 'sys/internal/ui/mounts', outcome: 200, milliseconds: 7 }],
};

describe('the details of a connection', () => {
  it('tell everything in lines', () => {
    expect(detailsText(details, 'stage', 0)).toBe(`State:        ok
Connection:   stage
Address:      ${vault}
Namespace:    team
Proxy:        http://proxy:3128
Identity:     oidc-ann
Policies:     default, team
Token:        expires in 60 min, renewable
Mounts:       secret (KV v2)
Trusted:      the system's authorities
Restricted:   nothing is written; servers: ${vault}; targets: none

Recent calls:
GET   200              7 ms  sys/internal/ui/mounts
`);
  });

  it('tell what there is when nobody is signed in, and of a token that may not look itself up', () => {
    const none = { status: { kind: 'signed-out' }, trustsSystem: false, policies: [], calls: [] } as const;
    expect(detailsText(none, '', 0)).toBe(`State:        signed-out
Mounts:       none known
Trusted:      the authorities that come with Node

Recent calls:
none
`);
    const unknown = { ...none, status: { kind: 'ok', origin: vault } } as const;
    expect(detailsText(unknown, '', 0)).toContain('Identity:     not known');
  });

  it('have a line for each, whatever names a server gives', () => {
    const evil = { displayName: 'a\nState: ok\u202e', policies: ['b\r\nc'], isRenewable: false };
    const text = detailsText({ ...details, identity: evil }, '', 0);
    expect(text.split('\n')).toHaveLength(detailsText(details, '', 0).split('\n').length);
    expect(text).not.toContain('\u202e');
  });

  it('are shown as a report', async () => {
    const window = openWindow();
    window.server.details = details;
    await showConnectionDetails(window.parts(new ScriptedDialogs()));
    expect(window.done[0]).toMatch(/^show Vault Connection\.txt\nState: {8}ok\n/);
  });
});

describe('the minimal policy', () => {
  it.each<[MinimalPolicy, readonly string[], readonly string[]]>([
    [{ hcl: 'path', paths: 1, refused: 0 }, ['show minimal-policy.hcl\npath'], []],
    [{ hcl: 'path', paths: 1, refused: 2 }, ['show minimal-policy.hcl\npath'], ['warning']],
    [{ hcl: '', paths: 0, refused: 0 }, [], ['information']],
  ])('%j is shown, and what was left out is told', async (policy, shown, told) => {
    const window = openWindow();
    window.server.policy = policy;
    const dialogs = new ScriptedDialogs();
    await showMinimalPolicy(window.parts(dialogs));
    expect(window.done).toEqual(shown);
    expect(dialogs.told.map(({ level }) => level)).toEqual(told);
  });
});
