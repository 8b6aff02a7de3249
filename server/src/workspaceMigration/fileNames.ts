import type { WorkspaceFolder } from 'vscode-languageserver';
import { workspacePlace } from '../handlers/workspacePlace.ts';

/** How a person knows a file: by its path from the workspace folder, with the folder's name where there are several. */
export function fileNames(folders: readonly WorkspaceFolder[]): (uri: string) => string {
  return (uri) => {
    const { workspaceFolderName: name, relativePath } = workspacePlace(uri, folders);
    return folders.length > 1 && name !== undefined ? `${name}/${relativePath}` : relativePath;
  };
}
