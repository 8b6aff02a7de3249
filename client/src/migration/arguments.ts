import { isRecord, isText } from '../shape.ts';

/**
 * The address of the file or folder that the editor, the Explorer or a view hands to a command; undefined for anything
 * else. Whoever uses it has to see whether it is one of this workspace.
 */
export function uriArgument([first]: readonly unknown[]): string | undefined {
  if (!isRecord(first)) return undefined;
  if (isRecord(first['file'])) return isText(first['file']['uri']) ? first['file']['uri'] : undefined;
  return isText(first['scheme']) && isText(first['path']) ? textOf(first) : undefined;
}

/** The run that a view or a button hands to a command, by name; undefined for anything else. */
export function runArgument([first]: readonly unknown[]): string | undefined {
  if (isText(first)) return first;
  const run = isRecord(first) ? first['run'] : undefined;
  return isRecord(run) && isText(run['run']) ? run['run'] : undefined;
}

/** The entry that an item of the view is about, by id: its own, or that of something that stands in the way. */
export function entryArgument([first]: readonly unknown[]): string | undefined {
  if (!isRecord(first)) return undefined;
  if (isRecord(first['entry'])) return isText(first['entry']['id']) ? first['entry']['id'] : undefined;
  const blocker = first['blocker'];
  return isRecord(blocker) && isText(blocker['entry']) ? blocker['entry'] : undefined;
}

/** The file that something that stands in the way is about. */
export function blockedUri([first]: readonly unknown[]): string | undefined {
  const blocker = isRecord(first) ? first['blocker'] : undefined;
  return isRecord(blocker) && isText(blocker['uri']) ? blocker['uri'] : undefined;
}

/** The editor's `Uri` is known by its text; an object of another extension may do anything there. */
function textOf(uri: Record<string, unknown>): string | undefined {
  try {
    const text: unknown = (uri['toString'] as () => unknown).call(uri);
    return isText(text) ? text : undefined;
  } catch {
    return undefined;
  }
}
