import { describe, expect, it } from 'vitest';
import type { ConnectionView } from '../../../client/src/connection/connectionView.ts';
import { statusText } from '../../../client/src/connection/statusText.ts';
import { vault } from './fakes/clientWorld.ts';

const place = { origin: vault, namespace: 'team' };
const signIn = 'vaultRefs.signIn';
const refresh = 'vaultRefs.refresh';

const table: [ConnectionView, string, string, string | undefined][] = [
  [{ kind: 'starting' }, 'Vault: starting', 'information', undefined],
  [{ kind: 'server-stopped' }, 'Vault Refs: stopped', 'error', 'workbench.action.reloadWindow'],
  [{ kind: 'connecting', origin: vault }, 'Vault: connecting', 'information', undefined],
  [
    { kind: 'waiting', reason: 'restricted' },
    'Vault: restricted mode',
    'information',
    'workbench.trust.manage',
  ],
  [{ kind: 'waiting', reason: 'signed-out' }, 'Vault: not signed in', 'information', signIn],
  [{ kind: 'waiting', reason: 'settings-changed' }, 'Vault: not signed in', 'information', signIn],
  [{ kind: 'waiting', reason: 'tls-unconfirmed' }, 'Vault: not signed in', 'information', signIn],
  [{ kind: 'waiting', reason: 'environment-changed' }, 'Vault: not signed in', 'information', signIn],
  [{ kind: 'waiting', reason: 'token-missing' }, 'Vault: not signed in', 'information', signIn],
  [{ kind: 'status', status: { kind: 'ok', ...place } }, 'Vault: connected', 'information', refresh],
  [{ kind: 'status', status: { kind: 'sealed', ...place } }, 'Vault: sealed', 'warning', refresh],
  [{ kind: 'status', status: { kind: 'unreachable', ...place } }, 'Vault: unreachable', 'warning', refresh],
  [
    { kind: 'status', status: { kind: 'token-invalid', ...place } },
    'Vault: token expired',
    'warning',
    signIn,
  ],
  [failed('unreachable'), 'Vault: not connected', 'warning', refresh],
  [failed('token-invalid'), 'Vault: not connected', 'warning', signIn],
];

function failed(cause: string): ConnectionView {
  return { kind: 'failed', origin: vault, cause, message: 'Why.' };
}

describe('statusText', () => {
  it.each(table)('of %j', (view, text, severity, command) => {
    const shown = statusText(view);
    expect([shown.text, shown.severity, shown.button?.command]).toEqual([text, severity, command]);
  });

  it('is busy only while something is under way', () => {
    const busy = table.filter(([view]) => statusText(view).busy).map(([view]) => view.kind);
    expect(busy).toEqual(['starting', 'connecting']);
  });

  it('names server and namespace wherever a token is in use', () => {
    for (const [view] of table.filter(([{ kind }]) => kind === 'status')) {
      expect(statusText(view).detail).toContain(`${vault}, namespace team`);
    }
  });

  it('gives every reason for not being signed in its own words', () => {
    const details = table.filter(([{ kind }]) => kind === 'waiting').map(([view]) => statusText(view).detail);
    expect(new Set(details).size).toBe(details.length);
  });
});
