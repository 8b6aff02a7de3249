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
  const address = comparable(uri);
  const [holding] = folders
    .map(({ uri: folder, name }) => ({ name, prefix: `${comparable(folder).replace(/\/$/, '')}/` }))
    .filter(({ prefix }) => address.startsWith(prefix))
    .sort((left, right) => right.prefix.length - left.prefix.length);
  if (!holding) {
    return { workspaceFolderName: undefined, relativePath: address.slice(address.lastIndexOf('/') + 1) };
  }
  return { workspaceFolderName: holding.name, relativePath: address.slice(holding.prefix.length) };
}

/** An address as it is compared: editors do not agree on what they escape, nor on the case of a drive. */
function comparable(uri: string): string {
  return decode(uri).replace(/^file:\/\/\/[A-Z]:/, (drive) => drive.toLowerCase());
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
