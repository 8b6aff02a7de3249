/** A frame of a stack trace: a function's name and a place in a script. */
const framePattern = /^ {4}at [^"'`]*(?::\d+:\d+|<anonymous>|native)\)?$/;
/** The class of an error that ended the process, or the name of a Node warning. */
const namePattern = /^(?:\(node:\d+\) )?(?:Uncaught )?(?:\[?[A-Z]\w*(?:Error|Warning)\b)/;

/**
 * A line that the server process wrote outside the protocol, for the log; undefined when it may not be shown. Such
 * lines come from a crash or a library, so an error's message (which can quote a line of a file) is cut off.
 */
export function safeProcessLine(line: string): string | undefined {
  if (framePattern.test(line)) return line;
  return namePattern.exec(line)?.[0];
}

/** What the log may know of an error: its class, its code and where it was thrown. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return 'an error that is no Error';
  const code = 'code' in error && isCode(error.code) ? ` (${error.code})` : '';
  const frames = (error.stack ?? '').split('\n').filter((line) => framePattern.test(line));
  return [`${error.name}${code}`, ...frames].join('\n');
}

function isCode(code: unknown): code is string | number {
  return typeof code === 'number' || (typeof code === 'string' && /^\w+$/.test(code));
}
