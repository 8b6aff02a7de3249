import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** What `@vscode/test-electron` asks an editor for. */
export interface LaunchArguments {
  readonly workspace: string | undefined;
  readonly extensionDevelopmentPath: string;
  readonly extensionTestsPath: string;
  readonly userDataDir: string;
  readonly extensionsDir: string;
}

/** Reads the command line of the desktop VS Code as far as tests use it. @throws Error when a path is missing. */
export function readLaunchArguments(args: readonly string[]): LaunchArguments {
  const { values, positionals } = parseArgs({ args: [...args], strict: false, allowPositionals: true });
  const path = (name: string): string => {
    const value = values[name];
    if (typeof value !== 'string') throw new Error(`--${name}=PATH is missing`);
    return resolve(value);
  };
  return {
    workspace: positionals[0] === undefined ? undefined : resolve(positionals[0]),
    extensionDevelopmentPath: path('extensionDevelopmentPath'),
    extensionTestsPath: path('extensionTestsPath'),
    userDataDir: path('user-data-dir'),
    extensionsDir: path('extensions-dir'),
  };
}
