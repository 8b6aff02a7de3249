import { isRecord, isText } from '../shape.ts';
import { methods } from '../../../server/src/protocol.ts';

/**
 * Methods whose parameters and results hold names, positions and states only. Everything else stays out of the trace:
 * the sign-in and password requests, the text of documents, and whatever a later version adds without thinking of it.
 */
const shownInFull: ReadonlySet<string> = new Set([
  'initialized',
  'shutdown',
  'exit',
  '$/cancelRequest',
  '$/setTrace',
  'client/registerCapability',
  'textDocument/didClose',
  'textDocument/diagnostic',
  'textDocument/hover',
  'workspace/diagnostic/refresh',
  'window/workDoneProgress/create',
  methods.signOut,
  methods.environmentOffer,
  methods.refresh,
  methods.connectionStatus,
  methods.proposeMove,
]);

const hidden = '[not shown]';

/** How the language client begins a line of its text trace: direction, kind, `'method - (id)'`. */
const headPattern = /^(?:Sending|Received) (?:request|response|notification) '([\w$/]+)(?: - \([\w-]+\))?'/;

/**
 * One entry of the language client's trace, text or JSON, without anything that may hold a token or a secret. Fails
 * closed: an entry of unknown form, or about a method that is not known to be harmless, loses all but its head.
 */
export function redactTrace(entry: string): string {
  return entry.startsWith('{') ? redactJson(entry) : redactText(entry);
}

function redactText(entry: string): string {
  const head = headPattern.exec(entry);
  if (!head) return hidden;
  return shownInFull.has(head[1] ?? '') ? entry : `${head[0]}. ${hidden}`;
}

/** In the JSON form a response does not say to which method it belongs. */
function redactJson(entry: string): string {
  const traced = parse(entry);
  const message = isRecord(traced) ? traced['message'] : undefined;
  if (!isRecord(traced) || !isRecord(message)) return hidden;
  const { method, id } = message;
  if (isText(method) && shownInFull.has(method)) return entry;
  return JSON.stringify({ type: traced['type'], method, id, message: hidden });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
