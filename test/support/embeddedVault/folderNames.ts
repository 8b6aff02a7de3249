/**
 * Names directly below `folder` (empty or ending with `/`) among full paths, sorted; what has something below it
 * also appears with a trailing `/`.
 */
export function folderNames(paths: Iterable<string>, folder: string): readonly string[] {
  const names = new Set<string>();
  for (const path of paths) {
    if (!path.startsWith(folder)) continue;
    const rest = path.slice(folder.length);
    const slash = rest.indexOf('/');
    names.add(slash === -1 ? rest : rest.slice(0, slash + 1));
  }
  return [...names].sort();
}
