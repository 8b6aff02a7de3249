import type {
  CheckTargetResult,
  FindingAddress,
  MoveProposal,
  MoveResult,
} from '../../../server/src/protocol.ts';
import { findingAddress } from '../commandArguments.ts';
import type { Check } from '../dialogs/dialogs.ts';
import type { CommandParts } from './commandParts.ts';
import { targetText } from './targetText.ts';
import { agreeToWrite, connectedPlace, knownResult, tellResult } from './writing.ts';

type Proposal = MoveProposal & { readonly ok: true };
type CheckedTarget = CheckTargetResult & { readonly ok: true };

/** Moves one plaintext secret, named by the finding's address, into Vault. The value never comes here. */
export async function moveToVault(parts: CommandParts, ...args: readonly unknown[]): Promise<void> {
  const address = findingAddress(args, parts.isOpen);
  if (!address) {
    parts.dialogs.tell('warning', 'Use the lightbulb on an underlined secret to move it to Vault.');
    return;
  }
  if (!(await connectedPlace(parts))) return;
  const proposal = await parts.dialogs.withProgress('Proposing a place in Vault', (signal) =>
    parts.api.proposeMove(address, signal),
  );
  if (!proposal.ok) {
    parts.dialogs.tell('warning', proposal.message);
    return;
  }
  const text = await proposedText(parts, proposal);
  if (text !== undefined) await moveTo(parts, address, proposal, text);
}

/** The text to begin with; asks for the mount where none of the workspace's mounts is there. */
async function proposedText({ dialogs }: CommandParts, proposal: Proposal): Promise<string | undefined> {
  if (proposal.mountIsKnown || proposal.mounts.length === 0) return proposal.text;
  const choices = proposal.mounts.map((mount) => ({ label: mount, value: mount }));
  const mount = await dialogs.choose('Move to which mount?', choices);
  return mount === undefined ? undefined : targetText({ ...proposal.target, mount });
}

/** Asks for the target until it is written or dismissed; a refusal with another free key asks again with that. */
async function moveTo(
  parts: CommandParts,
  address: FindingAddress,
  proposal: Proposal,
  first: string,
): Promise<void> {
  let text = first;
  let prompt = `Place in Vault at ${proposal.origin}, as mount/path#key`;
  while (true) {
    const checked = await askTarget(parts, address, text, prompt);
    const result = checked && (await write(parts, address, proposal, checked));
    if (!result) return;
    if (result.outcome !== 'refused' || !result.alternative) {
      tellResult(parts, result);
      return;
    }
    text = targetText(result.alternative);
    prompt = result.message;
  }
}

function askTarget(
  { dialogs, api }: CommandParts,
  { uri }: FindingAddress,
  value: string,
  prompt: string,
): Promise<CheckedTarget | undefined> {
  return dialogs.askChecked({
    title: 'Move Secret to Vault',
    prompt,
    value,
    check: async (text, signal) => toCheck(await api.checkTarget({ uri, text }, signal)),
  });
}

/** What the server says of a target, as an input box shows it. */
export function toCheck(result: CheckTargetResult): Check<CheckedTarget> {
  if (!result.ok) return result;
  const note = 'This key exists. It is used only if it holds the same value.';
  return { ok: true, value: result, ...(result.keyExists ? { note } : {}) };
}

async function write(
  parts: CommandParts,
  address: FindingAddress,
  { origin, namespace }: Proposal,
  { target, kvVersion }: CheckedTarget,
): Promise<MoveResult | undefined> {
  const agreement = await agreeToWrite(parts, { target, origin, namespace, kvVersion });
  if (!agreement) return undefined;
  return parts.dialogs.withProgress(`Moving to ${targetText(target)}`, (signal) =>
    knownResult(parts.api.move({ ...address, target, ...agreement }, signal), target),
  );
}
