import { URI } from 'vscode-uri';

/** Path on this machine of a `file:` address; undefined for what is elsewhere. */
export function diskPath(uri: string): string | undefined {
  try {
    const { scheme, fsPath } = URI.parse(uri, true);
    return scheme === 'file' ? fsPath : undefined;
  } catch {
    return undefined;
  }
}

/** Address of a file on this machine. */
export function addressOf(path: string): string {
  return URI.file(path).toString();
}

/** Address of a file, by its slash path from a folder, as the editor writes the addresses of files in that folder. */
export function addressIn(folderUri: string, path: string): string {
  const folder = URI.parse(folderUri);
  return folder.with({ path: `${folder.path.replace(/\/$/, '')}/${path}` }).toString();
}
