import type { MoveResult, ReferencesInVault, SecretTarget } from '../../../server/src/protocol.ts';
import { findingAddress } from '../commandArguments.ts';
import type { CommandParts } from './commandParts.ts';
import { connectedPlace, tellResult } from './writing.ts';

/** Puts a reference in place of a plaintext secret that was found in Vault. The value never comes here. */
export async function useReference(parts: CommandParts, ...args: readonly unknown[]): Promise<void> {
  const { dialogs, api } = parts;
  const address = findingAddress(args, parts.isOpen);
  if (!address) {
    dialogs.tell('warning', 'Use the lightbulb on an underlined secret to use its reference.');
    return;
  }
  if (!(await connectedPlace(parts))) return;
  const known = await dialogs.withProgress('Looking for references', (signal) =>
    api.referencesInVault(address, signal),
  );
  if (!known.ok) {
    dialogs.tell('warning', known.message);
    return;
  }
  const target = await chooseTarget(parts, known);
  if (!target) return;
  const { origin, namespace } = known;
  const result = await dialogs.withProgress('Using the reference', (signal) =>
    api.useReference({ ...address, target, origin, namespace }, signal).catch(noAnswer),
  );
  tellResult(parts, result);
}

async function chooseTarget(
  { dialogs }: CommandParts,
  { references }: ReferencesInVault & { readonly ok: true },
): Promise<SecretTarget | undefined> {
  const [first, ...others] = references;
  if (others.length === 0) return first?.target;
  const choices = references.map(({ text, target }) => ({ label: text, value: target }));
  return dialogs.choose('Use which reference?', choices);
}

/** Cancelled, or the server process ended. Vault is only read, so the file tells what has happened. */
function noAnswer(): MoveResult {
  const message = 'No answer came: look at the file whether the reference is in it.';
  return { outcome: 'failed', message, inVault: true };
}
