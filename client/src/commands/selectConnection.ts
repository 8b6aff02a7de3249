import type { SuggestedAddress } from '../../../server/src/protocol.ts';
import { parseAddress } from '../connection/address.ts';
import type { NamedConnection } from '../connection/namedConnections.ts';
import { placeOf } from '../connection/statusText.ts';
import type { Choice } from '../dialogs/dialogs.ts';
import { oneLine } from '../dialogs/plainText.ts';
import type { CommandParts } from './commandParts.ts';
import { signIn, signInBy } from './signIn.ts';
import { askHowToSignIn } from './signInRequest.ts';

/** What can be chosen: a connection of the user's settings, or an address that a file of the workspace names. */
type Target =
  | { readonly kind: 'named'; readonly connection: NamedConnection; readonly isSuggested: boolean }
  | { readonly kind: 'default' }
  | { readonly kind: 'address'; readonly origin: string };

/** Lets the user choose which connection this workspace uses, and signs in with it. */
export async function selectConnection(parts: CommandParts): Promise<void> {
  const { dialogs, connections } = parts;
  const target = await dialogs.choose('Vault connection of this workspace', await choices(parts));
  if (!target || !(await agree(parts, target))) return;
  if (target.kind === 'address') {
    await useAddress(parts, target.origin);
    return;
  }
  await connections.chosen.choose(target.kind === 'named' ? target.connection.name : '');
  await parts.connection.resume();
  const { view } = parts.connection;
  // Who has never signed in there wants to now.
  if (view.kind === 'waiting' && parts.settings().address !== '') await signIn(parts);
}

async function choices({ connections, api }: CommandParts): Promise<readonly Choice<Target>[]> {
  const suggested = connections.suggested();
  const current = connections.chosen.name ?? '';
  const named = connections.named().map((connection) => {
    const isSuggested = connection.name === suggested;
    const marks = [
      ...(connection.name === current ? ['in use'] : []),
      ...(isSuggested ? ['suggested by this workspace'] : []),
    ];
    const description = [placeOf({ ...connection, origin: connection.address }), ...marks].join(', ');
    return {
      label: connection.name,
      description,
      value: { kind: 'named', connection, isSuggested } as const,
    };
  });
  const own = connections.unnamed();
  const standard: Choice<Target> = {
    label: 'Connection of Your Settings',
    description: [own.address || 'no address', ...(current === '' ? ['in use'] : [])].join(', '),
    value: { kind: 'default' },
  };
  const { addresses } = await api.suggestedAddresses().catch(() => ({ addresses: [] }));
  return [...named, standard, ...addresses.flatMap(addressChoice)];
}

function addressChoice({ address, path }: SuggestedAddress): readonly Choice<Target>[] {
  const parsed = parseAddress(address);
  if (!parsed.ok) return [];
  const { origin } = parsed;
  const description = `Sensu VaultProvider in ${oneLine(path)}`;
  return [{ label: origin, description, value: { kind: 'address', origin } }];
}

/** What a repository suggests is used after one look at where it leads. */
function agree({ dialogs }: CommandParts, target: Target): Promise<boolean> {
  if (target.kind === 'named' && target.isSuggested) {
    const { name, address, namespace } = target.connection;
    return dialogs.confirm({
      message: `Use the connection "${name}", as this workspace suggests?`,
      detail: `It leads to\n${placeOf({ origin: address, namespace })}`,
      agree: 'Use Connection',
    });
  }
  if (target.kind !== 'address') return Promise.resolve(true);
  return dialogs.confirm({
    message: 'Use the Vault address that a file of this workspace names?',
    detail: `It leads to\n${target.origin}\n\nA file of a repository can name any server. Sign in only if you know this one.`,
    agree: 'Use Address',
  });
}

/** As an address that the user typed: the settings stay theirs. */
async function useAddress(parts: CommandParts, origin: string): Promise<void> {
  await parts.connections.chosen.choose('');
  await signInBy(parts, (questions) => {
    const chosen = { name: '', isMissing: false, signIn: {}, mounts: {} };
    return askHowToSignIn({ ...questions, settings: { ...questions.settings, address: origin, chosen } });
  });
}
