import { describe, expect, it } from 'vitest';
import {
  ChosenConnection,
  chosenSettings,
  readSuggestion,
} from '../../../client/src/connection/chosenConnection.ts';
import { readNamedConnections } from '../../../client/src/connection/namedConnections.ts';
import { connectionOptions, settingsProblem } from '../../../client/src/connection/settings.ts';
import { noSettings } from './fakes/clientWorld.ts';
import { MemoryMemento } from './fakes/storage.ts';

const user = (connections: unknown) => ({ inspect: () => ({ globalValue: connections }) });
const stage = { address: 'https://vault.stage.example.com:8200/', namespace: ' team ' };

describe('readNamedConnections', () => {
  it('reads what the user has set, in its order', () => {
    const written = {
      stage: { ...stage, method: 'oidc', mount: 'okta', role: 'ops', caFile: '/etc/ca.pem' },
      dev: { address: 'http://127.0.0.1:8200', mounts: { '/kv/team/': 2, old: 1, other: 3, '': 1 } },
    };
    expect(readNamedConnections(user(written))).toEqual([
      {
        name: 'stage',
        address: 'https://vault.stage.example.com:8200',
        namespace: 'team',
        caFile: '/etc/ca.pem',
        signIn: { method: 'oidc', mount: 'okta', role: 'ops' },
        mounts: {},
      },
      {
        name: 'dev',
        address: 'http://127.0.0.1:8200',
        namespace: '',
        signIn: {},
        mounts: { 'kv/team': 2, old: 1 },
      },
    ]);
  });

  it('takes nothing that a workspace, a folder or a language says', () => {
    const levels = {
      workspaceValue: { stage },
      workspaceFolderValue: { stage },
      workspaceLanguageValue: { stage },
    };
    const configuration = { inspect: () => ({ ...levels, globalValue: undefined }) };
    expect(readNamedConnections(configuration)).toEqual([]);
  });

  it.each([
    ['no object', 'https://vault.example.com'],
    ['a list', [stage]],
    ['no address', { stage: { namespace: 'team' } }],
    ['an address with a path', { stage: { address: 'https://vault.example.com/v1' } }],
    ['an address with a name', { stage: { address: 'https://ann@vault.example.com' } }],
    ['a connection that is none', { stage: 'https://vault.example.com' }],
    ['an empty name', { '': stage }],
    ['a name that the status would take for an icon', { '$(key)': stage }],
    ['a name of two lines', { 'a\nb': stage }],
    ['a name that hides text', { 'a\u202eb': stage }],
    ['a very long name', { ['a'.repeat(65)]: stage }],
  ])('leaves out %s', (_what, written) => {
    expect(readNamedConnections(user(written))).toEqual([]);
  });

  it('takes a method that is not known as not set', () => {
    const [connection] = readNamedConnections(user({ stage: { ...stage, method: 'token_helper', role: 3 } }));
    expect(connection?.signIn).toEqual({});
  });
});

describe('chosenSettings', () => {
  const own = {
    ...noSettings,
    address: 'https://vault.example.com',
    namespace: 'root-team',
    caFile: '/etc/own.pem',
  };
  const named = readNamedConnections(user({ stage: { ...stage, mounts: { kv: 2 } } }));

  it("are the user's own without a name", () => {
    expect(chosenSettings(own, named, '')).toBe(own);
  });

  it('are those of the name, and keep the authorities of the user', () => {
    const settings = chosenSettings(own, named, 'stage');
    expect(settings).toMatchObject({
      address: 'https://vault.stage.example.com:8200',
      namespace: 'team',
      caFile: '/etc/own.pem',
    });
    expect(connectionOptions(settings, settings.address, settings.namespace)).toMatchObject({
      mounts: { kv: 2 },
    });
    expect(settingsProblem(settings)).toBeUndefined();
  });

  it('lead nowhere when the name is gone, and say so', () => {
    const settings = chosenSettings(own, named, 'prod');
    expect(settings).toMatchObject({ address: '', namespace: '', chosen: { isMissing: true } });
    expect(settingsProblem(settings)).toContain('"prod"');
  });
});

describe('what was chosen', () => {
  it('is kept, and nothing else is taken for it', async () => {
    const state = new MemoryMemento();
    const chosen = new ChosenConnection(state);
    expect(chosen.name).toBeUndefined();
    await chosen.choose('stage');
    expect(new ChosenConnection(state).name).toBe('stage');
    await chosen.choose('');
    expect(chosen.name).toBe('');
    await state.update('vaultRefs.chosenConnection', { name: 'stage' });
    expect(chosen.name).toBeUndefined();
  });

  it.each([
    ['stage', 'stage'],
    [' stage ', 'stage'],
    ['', undefined],
    ['https://evil.example', undefined],
    ['$(key)', undefined],
    [{ address: 'https://evil.example' }, undefined],
  ])('a suggestion %j is the name %j', (written, name) => {
    expect(readSuggestion({ get: () => written })).toBe(name);
  });
});
