import { describe, expect, test } from 'vitest';
import { stateFolders } from '../../../server/src/migrationStore/stateFolder.ts';

describe('the state folder', () => {
  test.each<[string, NodeJS.Platform, Record<string, string>, string, string]>([
    ['Linux', 'linux', {}, '/home/ann', '/home/ann/.local/state/vault-refs/runs'],
    ['Linux with a setting', 'linux', { XDG_STATE_HOME: '/state' }, '/home/ann', '/state/vault-refs/runs'],
    [
      'a relative setting',
      'linux',
      { XDG_STATE_HOME: 'state' },
      '/home/ann',
      '/home/ann/.local/state/vault-refs/runs',
    ],
    [
      'an empty setting',
      'linux',
      { XDG_STATE_HOME: '' },
      '/home/ann',
      '/home/ann/.local/state/vault-refs/runs',
    ],
    ['FreeBSD', 'freebsd', {}, '/home/ann', '/home/ann/.local/state/vault-refs/runs'],
    [
      'macOS',
      'darwin',
      { XDG_STATE_HOME: '/state' },
      '/Users/ann',
      '/Users/ann/Library/Application Support/vault-refs/runs',
    ],
    ['Windows', 'win32', { LOCALAPPDATA: 'D:\\Local' }, 'C:\\Users\\ann', 'D:\\Local\\vault-refs\\runs'],
    ['Windows without', 'win32', {}, 'C:\\Users\\ann', 'C:\\Users\\ann\\AppData\\Local\\vault-refs\\runs'],
  ])('%s', (_, platform, environment, home, runs) => {
    const folders = stateFolders(environment, platform, home);
    expect(folders).toEqual({ runs, keys: runs.replace(/runs$/, 'keys') });
  });
});
