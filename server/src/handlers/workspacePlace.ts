import { trimEndOf } from '../languageService/trim.ts';
interface Folder {
  readonly uri: string;
  readonly name: string;
}

export interface WorkspacePlace {
  readonly workspaceFolderName: string | undefined;
  /** Path from the folder, or the file's name alone outside every folder; slashes separate. */
  readonly relativePath: string;
}

/** Where a document lies: in the innermost workspace folder that holds it, if any. */
export function workspacePlace(uri: string, folders: readonly Folder[]): WorkspacePlace {
  const holding = folders
    .map((folder) => ({ ...folder, prefix: `${trimEndOf(folder.uri, '/')}/` }))
    .filter(({ prefix }) => uri.startsWith(prefix))
    .sort((left, right) => right.prefix.length - left.prefix.length)[0];
  if (!holding) {
    return { workspaceFolderName: undefined, relativePath: decode(uri.slice(uri.lastIndexOf('/') + 1)) };
  }
  return { workspaceFolderName: holding.name, relativePath: decode(uri.slice(holding.prefix.length)) };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
