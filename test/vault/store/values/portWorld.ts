import { expect } from 'vitest';
import type {
  PresentSecret,
  SecretVault,
} from '../../../../server/src/languageService/migration/secretVault.ts';
import type { SecretPath } from '../../../../server/src/languageService/secretStore.ts';
import { leastPrivilegePolicy, type TestAdmin } from '../../../support/vaultServers.ts';
import type { VaultSuite } from '../../../support/vaultSuite.ts';
import { connect } from '../connect.ts';

export const signal = (): AbortSignal => AbortSignal.timeout(30_000);

/** The port under a token, and a path below `app/` that nothing is at. */
export interface PortWorld {
  readonly admin: TestAdmin;
  readonly vault: SecretVault;
  readonly mount: string;
  readonly path: SecretPath;
  /** The state of the path, which must be there. */
  readonly base: () => Promise<PresentSecret>;
}

/** `policy` in place of the least privilege; `root` for the root token. */
export async function portWorld(
  { admin, vault, mount }: VaultSuite,
  policy: string = leastPrivilegePolicy(mount, 'app'),
  options: { readonly noDefaultPolicy?: boolean } = {},
): Promise<PortWorld> {
  const token = policy === 'root' ? vault.rootToken : await admin.tokenWithPolicy(policy, options);
  const connection = await connect(vault.address, token);
  const path = { mount, path: `app/${admin.uniqueName('s')}` };
  return {
    admin,
    mount,
    path,
    vault: connection.vault,
    base: async () => {
      const current = await connection.vault.readCurrent(path, signal());
      if (current.kind === 'absent') throw new Error('the path of the test is not there');
      return current;
    },
  };
}

/** Fails unless the call is refused with this kind. */
export async function expectRefused(call: Promise<unknown>, kind: string): Promise<void> {
  await expect(call).rejects.toMatchObject({ name: 'StoreError', kind });
}
