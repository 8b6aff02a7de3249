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
  const held = heldIn(uri, folders);
  if (held) return { workspaceFolderName: held.folder.name, relativePath: held.path };
  const address = comparable(uri);
  return { workspaceFolderName: undefined, relativePath: address.slice(address.lastIndexOf('/') + 1) };
}

/** The innermost of some folders that holds an address, and the slash path from there; undefined when none does. */
export function heldIn<T extends Folder>(
  uri: string,
  folders: readonly T[],
): { readonly folder: T; readonly path: string } | undefined {
  const address = comparable(uri);
  const [holding] = folders
    .map((folder) => ({ folder, prefix: `${comparable(folder.uri).replace(/\/$/, '')}/` }))
    .filter(({ prefix }) => address.startsWith(prefix))
    .sort((left, right) => right.prefix.length - left.prefix.length);
  return holding && { folder: holding.folder, path: address.slice(holding.prefix.length) };
}

/** An address as it is compared: editors do not agree on what they escape, nor on the case of a drive. */
export function comparable(uri: string): string {
  return decode(uri).replace(/^file:\/\/\/[A-Z]:/, (drive) => drive.toLowerCase());
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
