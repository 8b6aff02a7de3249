import { describe, expect, it } from 'vitest';
import type { ConnectionSettings } from '../../../client/src/connection/settings.ts';
import {
  connectionOptions,
  readConnectionSettings,
  settingsProblem,
} from '../../../client/src/connection/settings.ts';
import { noSettings } from './fakes/clientWorld.ts';

/** What an editor would answer for one key: every level that can be set. */
interface Levels {
  readonly globalValue?: unknown;
  readonly workspaceValue?: unknown;
  readonly workspaceFolderValue?: unknown;
  readonly defaultLanguageValue?: unknown;
  readonly workspaceLanguageValue?: unknown;
}

function editor(levels: Readonly<Record<string, Levels>>): {
  inspect: (key: string) => Levels | undefined;
  get: () => never;
} {
  return {
    inspect: (key) => levels[key],
    get: () => {
      throw new Error('a merged value was read');
    },
  };
}

describe('readConnectionSettings', () => {
  it('reads what the user has set', () => {
    const configuration = editor({
      address: { globalValue: ' https://vault.example.com ' },
      namespace: { globalValue: 'team' },
      caFile: { globalValue: '/etc/ca.pem' },
      caFolder: { globalValue: '/etc/cas' },
      tlsServerName: { globalValue: 'vault.internal' },
      skipTlsVerify: { globalValue: true },
      'rateLimiter.limit': { globalValue: 3 },
      timeout: { globalValue: 20 },
    });
    expect(readConnectionSettings(configuration)).toEqual<ConnectionSettings>({
      address: 'https://vault.example.com',
      namespace: 'team',
      caFile: '/etc/ca.pem',
      caFolder: '/etc/cas',
      tlsServerName: 'vault.internal',
      skipTlsVerify: true,
      pace: { limit: 3, timeout: 20 },
    });
  });

  it('takes nothing from a workspace, a folder or a language, and never a merged value', () => {
    const hostile = {
      workspaceValue: 'https://evil.example',
      workspaceFolderValue: 'https://evil.example',
      workspaceLanguageValue: 'https://evil.example',
    };
    const configuration = editor({
      address: hostile,
      namespace: hostile,
      caFile: hostile,
      caFolder: hostile,
      tlsServerName: hostile,
      'rateLimiter.limit': { workspaceValue: 1_000, workspaceFolderValue: 1_000 },
      maxRetries: { workspaceValue: 1_000 },
      skipTlsVerify: { workspaceValue: true, workspaceFolderValue: true },
    });
    expect(readConnectionSettings(configuration)).toEqual(noSettings);
  });

  it('takes a value of another type as not set', () => {
    const configuration = editor({
      address: { globalValue: { toString: 'https://evil.example' } },
      namespace: { globalValue: 3 },
      caFile: { globalValue: ['/etc/ca.pem'] },
      skipTlsVerify: { globalValue: 'false' },
      timeout: { globalValue: '20' },
      'rateLimiter.burst': { globalValue: Number.NaN },
    });
    expect(readConnectionSettings(configuration)).toEqual(noSettings);
  });
});

describe('settingsProblem', () => {
  it('wants an absolute path for the certificate file', () => {
    expect(settingsProblem({ ...noSettings, caFile: 'ca.pem' })).toContain('vaultRefs.caFile');
    expect(settingsProblem({ ...noSettings, caFolder: 'cas' })).toContain('vaultRefs.caFolder');
    expect(settingsProblem({ ...noSettings, caFile: '/etc/ca.pem' })).toBeUndefined();
    expect(settingsProblem(noSettings)).toBeUndefined();
  });
});

describe('connectionOptions', () => {
  it('leaves out what is empty or off', () => {
    expect(connectionOptions(noSettings, 'https://vault.example.com', '')).toEqual({});
  });

  it('carries the rest, and skips the certificate check only where there is one', () => {
    const settings = { ...noSettings, caFile: '/etc/ca.pem', skipTlsVerify: true };
    const common = { namespace: 'team', caFile: '/etc/ca.pem' };
    expect(connectionOptions(settings, 'https://a.example', 'team')).toEqual({
      ...common,
      skipTlsVerify: true,
    });
    expect(connectionOptions(settings, 'http://localhost', 'team')).toEqual(common);
  });
});
