import type { CheckTargetResult, ReferenceAddress, SecretTarget } from '../../../server/src/protocol.ts';
import { referenceAddress } from '../commandArguments.ts';
import type { CommandParts } from './commandParts.ts';
import { targetText } from './targetText.ts';
import type { WriteTarget } from './writing.ts';
import { agreeToWrite, connectedPlace, knownResult, tellResult } from './writing.ts';

/** Creates the secret that a reference names, with a value typed into a password box. */
export async function createSecret(parts: CommandParts, ...args: readonly unknown[]): Promise<void> {
  const address = referenceAddress(args, parts.isOpen);
  if (!address) {
    parts.dialogs.tell('warning', 'Use the lightbulb on a reference to create its secret in Vault.');
    return;
  }
  const place = await connectedPlace(parts);
  if (!place) return;
  const checked = await lookUp(parts, address);
  if (!checked.ok) parts.dialogs.tell('warning', checked.message);
  else if (checked.keyExists) {
    parts.dialogs.tell('information', `${targetText(checked.target)} already exists in Vault.`);
  } else
    await writeTyped(parts, address.uri, { ...place, target: checked.target, kvVersion: checked.kvVersion });
}

function lookUp({ dialogs, api }: CommandParts, address: ReferenceAddress): Promise<CheckTargetResult> {
  const params = { uri: address.uri, text: targetText(address) };
  return dialogs.withProgress('Looking in Vault', (signal) => api.checkTarget(params, signal));
}

/** The agreements come last, so that they hold for the connection that the value is sent over. */
async function writeTyped(parts: CommandParts, uri: string, write: WriteTarget): Promise<void> {
  const { target } = write;
  const value = await askValue(parts, target, write.origin);
  if (value === undefined) return;
  const agreement = await agreeToWrite(parts, write);
  if (!agreement) return;
  const result = await parts.dialogs.withProgress(`Creating ${targetText(target)}`, (signal) =>
    knownResult(parts.api.createSecret({ ...target, uri, value, ...agreement }, signal), target),
  );
  tellResult(parts, result);
}

function askValue(
  { dialogs }: CommandParts,
  target: SecretTarget,
  origin: string,
): Promise<string | undefined> {
  return dialogs.ask({
    title: 'Create Secret in Vault',
    prompt: `Value of ${targetText(target)} at ${origin}`,
    password: true,
    problem: (text) => (text === '' ? 'Enter the value of the secret.' : undefined),
  });
}
