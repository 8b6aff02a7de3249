import { readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { SecretVault } from '../../../server/src/languageService/migration/secretVault.ts';
import type { VaultAccess } from '../../../server/src/runtime.ts';
import { createVaultConnection } from '../../../server/src/vault/connection.ts';
import {
  leastPrivilegePolicy,
  policyRule,
  type TestAdmin,
  type TestVault,
} from '../../support/vaultServers.ts';
import type { VaultSuite } from '../../support/vaultSuite.ts';
import { folderWith, run, type Run } from '../../unit/cli/capturedContext.ts';

/** A call on the value port is about to be made; what this does happens before it. */
export type BeforeCall = (call: keyof SecretVault, path: string) => void | Promise<void>;

/** The right to tell in the custom metadata who moved what, and nothing else of a path's settings. */
export function attributionRule(mount: string): string {
  return policyRule(`${mount}/metadata/*`, ['read', 'list', 'patch']);
}

/** The command line over a server, with a folder of files. */
export class CliWorld {
  readonly folder: string;
  readonly mount: string;
  readonly admin: TestAdmin;
  readonly server: TestVault;
  /** Where the command line connects to. */
  address: string;
  token: string;
  before: BeforeCall = () => undefined;

  private constructor(
    suite: VaultSuite,
    token: string,
    files: Readonly<Record<string, string | Uint8Array>>,
  ) {
    this.folder = folderWith(files);
    this.admin = suite.admin;
    this.server = suite.vault;
    this.address = suite.vault.address;
    this.mount = suite.mount;
    this.token = token;
  }

  /** On a mount of its own, under the least privilege there and what `more` allows. */
  static async open(
    { admin, vault, mountV1 }: VaultSuite,
    files: Readonly<Record<string, string | Uint8Array>>,
    more: (mount: string) => string = () => '',
  ): Promise<CliWorld> {
    const mount = await admin.createMount(admin.uniqueName('mv'), 2);
    const token = await admin.tokenWithPolicy(leastPrivilegePolicy(mount) + more(mount));
    return new CliWorld({ admin, vault, mount, mountV1 }, token, files);
  }

  run(...args: readonly string[]): Promise<Run> {
    return run(args, this.folder, { openVault: () => this.#connect() });
  }

  /** `migrate --yes` of the folder `w`, below `app/` of the mount. */
  migrate(...more: readonly string[]): Promise<Run> {
    return this.run('migrate', '--yes', ...this.to, ...more, 'w');
  }

  get to(): readonly string[] {
    return ['--to', `${this.mount}/app/\${relativePath}#\${keyPath}`];
  }

  bytes(name: string): Buffer {
    return readFileSync(join(this.folder, name));
  }

  text(name: string): string {
    return this.bytes(name).toString();
  }

  secret(path: string): Promise<Record<string, unknown> | undefined> {
    return this.admin.getSecret(this.mount, path);
  }

  /** Names and contents of all that is kept of runs. */
  kept(): string {
    return filesBelow(join(this.folder, 'home'))
      .map((path) => `${path}\n${readFileSync(path, 'latin1')}`)
      .join('\n');
  }

  #connect(): VaultAccess {
    const connection = createVaultConnection({
      environment: {
        VAULT_ADDR: this.address,
        VAULT_TOKEN: this.token,
        VAULT_RATE_LIMIT: '1000:10000',
      },
      homeDirectory: homedir(),
      now: () => Date.now(),
      userAgentVersion: 'test',
    });
    const vault = hooked(connection.vault, (call, path) => this.before(call, path));
    return new Proxy(connection, {
      get: (target, name) => (name === 'vault' ? vault : methodOf(target, name)),
    });
  }
}

/** All files below a folder, in the order of their names. */
export function filesBelow(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
  } catch {
    return [];
  }
}

function hooked(vault: SecretVault, before: BeforeCall): SecretVault {
  return new Proxy(vault, {
    get: (target, name) => {
      const member = methodOf(target, name);
      if (typeof member !== 'function') return member;
      return async (...args: readonly unknown[]): Promise<unknown> => {
        await before(name as keyof SecretVault, pathIn(args[0]));
        return (member as (...all: readonly unknown[]) => unknown)(...args);
      };
    },
  });
}

/** Members of a class with private parts know no proxy. */
function methodOf(target: object, name: string | symbol): unknown {
  const member: unknown = Reflect.get(target, name, target);
  return typeof member === 'function' ? (member.bind(target) as unknown) : member;
}

function pathIn(request: unknown): string {
  if (typeof request !== 'object' || request === null) return '';
  const { path, secret } = request as { path?: string; secret?: { path: string } };
  return path ?? secret?.path ?? '';
}
