import { parseAddress } from '../connection/address.ts';
import { refusedRedirect } from '../connection/connectionView.ts';
import type { CommandParts } from './commandParts.ts';

/** Allows the host that Vault redirects to at the moment, once the user agrees, and connects again. */
export async function allowRedirect(parts: CommandParts): Promise<void> {
  const refused = refusedRedirect(parts.connection.view);
  if (refused && (await agreeToRedirect(parts, refused.origin, refused.redirect)))
    await parts.connection.resume();
}

/**
 * Asks whether a server may send requests, with the token in them, to another one; remembered for the two. False where
 * there is nothing to allow: never for plain http.
 */
export async function agreeToRedirect(
  { dialogs, memory }: CommandParts,
  origin: string,
  redirect: string | undefined,
): Promise<boolean> {
  const parsed = parseAddress(redirect ?? '');
  if (!parsed.ok || !parsed.origin.startsWith('https://')) return false;
  if (memory.allowedRedirects(origin).includes(parsed.origin)) return false;
  const agreed = await dialogs.confirm({
    message: 'Let Vault redirect to this host?',
    detail:
      `${origin}\nredirects to\n${parsed.origin}\n\nThe token and your secrets are sent there too. Allow it only if it is ` +
      'a server of the same Vault, as in a cluster.',
    agree: 'Allow This Host',
  });
  if (agreed) await memory.allowRedirect(origin, parsed.origin);
  return agreed;
}
