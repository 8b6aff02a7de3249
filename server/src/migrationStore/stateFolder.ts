import { posix, win32 } from 'node:path';

/** Where the command line keeps its runs; the keys are apart from the journals. */
export interface StateFolders {
  readonly runs: string;
  readonly keys: string;
}

/**
 * Folders for what a program keeps between its runs: `XDG_STATE_HOME` or `~/.local/state` (XDG Base Directory
 * Specification 0.8, which has relative values ignored), `~/Library/Application Support` on macOS, and on Windows
 * `LOCALAPPDATA`, which does not roam to other machines.
 */
export function stateFolders(
  environment: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
  home: string,
): StateFolders {
  const path = platform === 'win32' ? win32 : posix;
  const folder = path.join(stateHome(environment, platform, home), 'vault-refs');
  return { runs: path.join(folder, 'runs'), keys: path.join(folder, 'keys') };
}

function stateHome(
  environment: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
  home: string,
): string {
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support');
  if (platform === 'win32')
    return absolute(win32, environment['LOCALAPPDATA']) ?? win32.join(home, 'AppData', 'Local');
  return absolute(posix, environment['XDG_STATE_HOME']) ?? posix.join(home, '.local', 'state');
}

function absolute(path: typeof posix, place: string | undefined): string | undefined {
  return place !== undefined && path.isAbsolute(place) ? place : undefined;
}
