import type { LaunchArguments } from './launchArguments.ts';

/** Address of the page that shows a folder, or a workspace file, of the editor's server. */
export function pageAddress(port: number, workspace: string | undefined): URL {
  const address = new URL(`http://127.0.0.1:${port}/`);
  if (workspace === undefined) return address;
  const kind = workspace.endsWith('.code-workspace') ? 'workspace' : 'folder';
  address.searchParams.set(kind, workspace);
  return address;
}

/** Address of the page that loads an extension from its folder and runs a test suite in the extension host. */
export function suiteAddress(port: number, launch: LaunchArguments): URL {
  const address = pageAddress(port, launch.workspace);
  const remote = (path: string): string => `vscode-remote://127.0.0.1:${port}${path}`;
  const payload = [
    ['extensionDevelopmentPath', remote(launch.extensionDevelopmentPath)],
    ['extensionTestsPath', remote(launch.extensionTestsPath)],
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
  ];
  address.searchParams.set('payload', JSON.stringify(payload));
  return address;
}
