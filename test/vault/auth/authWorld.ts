import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import type { VaultConnection } from '../../../server/src/vault/connection.ts';
import { createVaultConnection } from '../../../server/src/vault/connection.ts';
import type { EnsureOptions } from '../../support/openBaoBinary.ts';
import type { TestVault } from '../../support/testVault.ts';
import { ensureOpenBao, externalVault, startOpenBao, TestAdmin } from '../../support/vaultServers.ts';

/** The real server over TLS, and a folder for the files of the one who signs in. */
export interface AuthWorld {
  readonly vault: TestVault;
  readonly admin: TestAdmin;
  readonly folder: string;
  readonly caFile: string;
  /** Address and authority, as a sign-in takes them. */
  readonly place: { readonly address: string; readonly caFile: string };
  /** Enables a sign-in method under a name of its own, which it returns. */
  readonly enable: (type: string, namespace?: string) => Promise<string>;
  readonly connection: (environment?: Record<string, string>) => VaultConnection;
  /** How often an API path was asked for since the last `clearRequests`. */
  readonly count: (path: string) => Promise<number>;
}

/**
 * Registers a suite against the real server alone: the embedded one has no sign-in methods. Where it cannot be had, a
 * line says so.
 */
export async function describeSignIn(
  title: string,
  body: (world: () => AuthWorld) => void,
  program: Pick<EnsureOptions, 'release'> = {},
): Promise<void> {
  const found =
    externalVault() === undefined
      ? await ensureOpenBao(program)
      : { unavailable: 'another server is tested' };
  if ('unavailable' in found) console.log(`${title}: skipped, ${found.unavailable}.`);
  describe.skipIf('unavailable' in found)(title, () => {
    let world: AuthWorld | undefined;
    const connections: VaultConnection[] = [];
    beforeAll(async () => {
      if ('binary' in found)
        world = createWorld(await startOpenBao({ binary: found.binary, tls: true }), connections);
    });
    afterEach(() => {
      for (const connection of connections.splice(0)) connection.signOut();
    });
    afterAll(async () => {
      await world?.vault.stop();
      if (world) rmSync(world.folder, { recursive: true, force: true });
    });
    body(() => {
      if (world === undefined) throw new Error('the server is up only while tests run');
      return world;
    });
  });
}

function createWorld(vault: TestVault, connections: VaultConnection[]): AuthWorld {
  const folder = mkdtempSync(join(tmpdir(), 'vault-refs-auth-'));
  const caFile = join(folder, 'ca.pem');
  writeFileSync(caFile, vault.caPem ?? '');
  const admin = new TestAdmin(vault);
  return {
    vault,
    admin,
    folder,
    caFile,
    place: { address: vault.address, caFile },
    enable: async (type, namespace) => {
      const name = admin.uniqueName(type);
      const answer = await admin.call('POST', `sys/auth/${name}`, {
        body: { type },
        ...(namespace === undefined ? {} : { namespace }),
      });
      if (answer.status >= 300) throw new Error(`${type} cannot be enabled: ${answer.text}`);
      return name;
    },
    connection: (environment = {}) => {
      const connection = createVaultConnection({
        environment,
        homeDirectory: folder,
        now: () => Date.now(),
        userAgentVersion: '0.0.0-test',
      });
      connections.push(connection);
      return connection;
    },
    count: async (path) => (await vault.requests()).filter((request) => request.path === path).length,
  };
}
