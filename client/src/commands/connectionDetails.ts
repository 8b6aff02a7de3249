import type { ConnectionDetails, VaultPolicy } from '../../../server/src/protocol.ts';
import { oneLine } from '../dialogs/plainText.ts';
import type { CommandParts } from './commandParts.ts';

/** Shows what there is to know of the connection. */
export async function showConnectionDetails({ api, connections, reports }: CommandParts): Promise<void> {
  const details = await api.connectionDetails();
  await reports.show(
    'Vault Connection.txt',
    detailsText(details, connections.names().name ?? '', Date.now()),
  );
}

/** The details as lines, without anything secret: whoever gets the text learns names and times. `now` in milliseconds. */
export function detailsText(details: ConnectionDetails, name: string, now: number): string {
  const { status, identity, proxy, trustsSystem, policies, calls } = details;
  const mounts = (status.mounts ?? []).map(({ path, kvVersion }) => `${path} (KV v${String(kvVersion)})`);
  const isSignedIn = status.kind !== 'signed-out';
  const facts: readonly (readonly [string, string])[] = [
    ['State', status.kind],
    ...(name === '' ? [] : [['Connection', name] as const]),
    ...(isSignedIn
      ? [
          ['Address', status.origin ?? ''] as const,
          ['Namespace', status.namespace || 'root'] as const,
          ['Proxy', proxy ?? 'none'] as const,
        ]
      : []),
    ...(status.redirect === undefined ? [] : [['Redirects to', status.redirect] as const]),
    ...(isSignedIn ? identityFacts(identity, now) : []),
    ['Mounts', mounts.join(', ') || 'none known'],
    ['Trusted', trustsSystem ? "the system's authorities" : 'the authorities that come with Node'],
    ...policies.map((policy) => ['Restricted', restrictionText(policy)] as const),
  ];
  const lines = facts.map(([label, text]) => `${`${label}:`.padEnd(14)}${oneLine(text)}`);
  return [...lines, '', 'Recent calls:', ...callLines(calls), ''].join('\n');
}

function identityFacts(
  identity: ConnectionDetails['identity'],
  now: number,
): readonly (readonly [string, string])[] {
  if (!identity) return [['Identity', 'not known: the token may not look itself up']];
  const { displayName, policies, expiresAt, isRenewable } = identity;
  const minutes = Math.max(0, Math.floor(((expiresAt ?? now) - now) / 60_000));
  const renewable = isRenewable ? 'renewable' : 'not renewable';
  const expiry =
    expiresAt === undefined ? 'does not expire' : `expires in ${String(minutes)} min, ${renewable}`;
  return [
    ['Identity', displayName],
    ['Policies', policies.join(', ')],
    ['Token', expiry],
  ];
}

function restrictionText({ allowedOrigins, readOnly, allowedTargets }: VaultPolicy): string {
  const parts = [
    ...(readOnly === true ? ['nothing is written'] : []),
    ...(allowedOrigins ? [`servers: ${allowedOrigins.join(', ') || 'none'}`] : []),
    ...(allowedTargets ? [`targets: ${allowedTargets.join(', ') || 'none'}`] : []),
  ];
  return parts.join('; ');
}

function callLines(calls: ConnectionDetails['calls']): readonly string[] {
  if (calls.length === 0) return ['none'];
  return calls.map(({ method, path, outcome, milliseconds }) =>
    oneLine(
      `${method.padEnd(5)} ${String(outcome).padEnd(12)} ${`${String(milliseconds)} ms`.padStart(8)}  ${path}`,
    ),
  );
}
