import { parseArgs } from 'node:util';
import type { ConnectionDetails, ConnectionStatus } from '../../protocol.ts';
import type { TokenIdentity } from '../../runtime.ts';
import type { CliContext, ExitCode } from '../context.ts';
import { exitCodes, UsageError } from '../context.ts';
import { printable } from '../../printable.ts';
import type { PlaceOptions } from '../signIn.ts';
import { placeOptionsUsage, placeUsage, signInAt } from '../signIn.ts';

export const statusUsage = `Usage: vault-refs status [--details] [--address URL]

Says where Vault is, whether it can be used, as whom and until when. Never prints a token.

${placeUsage}

Options:
${placeOptionsUsage}
  --details        what is restricted, which proxy is used, and the requests that were sent
  --help           show this text

Exit code: 0 signed in, 2 wrong usage, 3 not signed in.
`;

/** `vault-refs status`. @throws UsageError on wrong arguments. */
export async function status(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const access = await context.openVault();
  try {
    const { details: wantsDetails = false, ...place } = readOptions(args);
    const signedIn = await signInAt(access, place, context.cwd);
    if (!signedIn.ok) {
      context.stderr.write(`Not signed in: ${printable(signedIn.message)}\n`);
      return exitCodes.couldNot;
    }
    const identity = await access.identity(AbortSignal.timeout(15_000));
    for (const [name, text] of facts(access.status(), identity, Date.now()))
      context.stdout.write(`${`${name}:`.padEnd(11)}${printable(text)}\n`);
    if (wantsDetails) context.stdout.write(detailLines(await access.details(AbortSignal.timeout(15_000))));
    return exitCodes.clean;
  } finally {
    access.signOut();
  }
}

function readOptions(args: readonly string[]): PlaceOptions & { readonly details?: boolean } {
  const options = {
    address: { type: 'string' },
    namespace: { type: 'string' },
    'ca-file': { type: 'string' },
    details: { type: 'boolean' },
    'allow-redirect': { type: 'string' },
  } as const;
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch {
    throw new UsageError('An option is unknown or lacks its value.');
  }
}

function detailLines({ proxy, trustsSystem, policies, calls }: ConnectionDetails): string {
  const lines = [
    `Proxy:     ${proxy ?? 'none'}`,
    `Trusted:   ${trustsSystem ? "the system's authorities" : 'the authorities that come with Node'}`,
    ...policies.map((policy) => `Restrict:  ${JSON.stringify(policy)}`),
    'Calls:',
    ...calls.map(
      ({ method, path, outcome, milliseconds }) =>
        `  ${method.padEnd(5)} ${String(outcome).padEnd(12)} ${`${milliseconds} ms`.padStart(8)}  ${path}`,
    ),
  ];
  return lines.map((line) => `${printable(line)}\n`).join('');
}

/** What there is to tell; `now` in milliseconds. */
function facts(
  { origin = '', namespace = '', mounts = [] }: ConnectionStatus,
  identity: TokenIdentity | undefined,
  now: number,
): readonly (readonly [name: string, text: string])[] {
  const mountTexts = mounts.map(({ path, kvVersion }) => `${path} (KV v${kvVersion})`);
  return [
    ['Address', origin],
    ['Namespace', namespace === '' ? 'root' : namespace],
    ['Identity', identity?.displayName ?? 'not known: the token may not look itself up'],
    ...(identity ? ([['Policies', identity.policies.join(', ')]] as const) : []),
    ...(identity ? ([['Token', expiryText(identity, now)]] as const) : []),
    ['Mounts', mountTexts.length === 0 ? 'none that the token may see' : mountTexts.join(', ')],
  ];
}

function expiryText({ expiresAt, isRenewable }: TokenIdentity, now: number): string {
  if (expiresAt === undefined) return 'does not expire';
  const minutes = Math.floor((expiresAt - now) / 60_000);
  const rest = minutes < 1 ? 'in less than a minute' : `in ${minutes} min`;
  return `expires ${rest}, ${isRenewable ? 'renewable' : 'not renewable'}`;
}
