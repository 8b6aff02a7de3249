import type { AcceptParams } from '../../../server/src/protocol.ts';
import { findingAddress } from '../commandArguments.ts';
import type { CommandParts } from './commandParts.ts';

/** Longest reason; the server checks it again. */
const MAX_REASON = 200;

/** Accepts one plaintext secret, named by the finding's address, into the baseline of its folder. */
export async function acceptFinding(parts: CommandParts, ...args: readonly unknown[]): Promise<void> {
  const address = findingAddress(args, parts.isOpen);
  if (!address) {
    parts.dialogs.tell('warning', 'Use the lightbulb on an underlined secret to accept it.');
    return;
  }
  await accept(parts, address, 'Accept Finding into Baseline');
}

/** Accepts all plaintext secrets of the document in the active editor. */
export async function acceptFileFindings(parts: CommandParts): Promise<void> {
  const active = parts.editor.activeDocument();
  if (!active) {
    parts.dialogs.tell('warning', 'Open the file whose findings are to be accepted.');
    return;
  }
  await accept(parts, active, 'Accept All Findings of This File into Baseline');
}

async function accept({ dialogs, api }: CommandParts, params: AcceptParams, title: string): Promise<void> {
  const reason = await dialogs.ask({
    title,
    prompt: 'Why is it accepted? The reason stands in the baseline, for others to read; it may be empty.',
    problem: reasonProblem,
  });
  if (reason === undefined) return;
  const text = reason.trim();
  const { ok, message } = await api.acceptFindings(text === '' ? params : { ...params, reason: text });
  dialogs.tell(ok ? 'information' : 'warning', message);
}

function reasonProblem(text: string): string | undefined {
  return text.length > MAX_REASON ? `A reason has at most ${MAX_REASON} characters.` : undefined;
}
