import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '../../test/support/embeddedVault/embeddedVault.ts';
import { leastPrivilegePolicy, policyRule } from '../../test/support/leastPrivilege.ts';
import { TestAdmin } from '../../test/support/testAdmin.ts';
import { countKinds, type RequestKind } from './requestKinds.ts';
import { fileName, type SecretFiles, writeSecretFiles } from './secretFiles.ts';

/** One measurement. */
export interface BenchCase {
  readonly name: string;
  readonly secrets: SecretFiles;
  /** Whether every path has another's key already. */
  readonly isExisting: boolean;
  /** Whether the token may tell in the custom metadata who moved what. */
  readonly mayAnnotate: boolean;
  /** Milliseconds that the server waits before it answers. */
  readonly latencyMs: number;
  /** `VAULT_RATE_LIMIT`: requests a second, and how many at once. */
  readonly rate: string;
}

export interface Measured {
  readonly seconds: number;
  readonly requests: ReadonlyMap<RequestKind, number>;
  readonly ok: boolean;
  readonly stderr: string;
}

/** Runs `vault-refs migrate` as a process of its own against an embedded server. */
export async function measureRun(program: string, bench: BenchCase): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'vault-refs-bench-'));
  const vault = await startEmbedded();
  try {
    const files = join(folder, 'app');
    writeSecretFiles(files, bench.secrets);
    const admin = new TestAdmin(vault);
    if (bench.isExisting) await putOthers(admin, bench.secrets.files);
    const attribution = bench.mayAnnotate ? policyRule('secret/metadata/*', ['read', 'list', 'patch']) : '';
    const token = await admin.tokenWithPolicy(leastPrivilegePolicy('secret') + attribution);
    await vault.clearRequests();
    if (bench.latencyMs > 0) vault.addFault({ delayMs: bench.latencyMs });
    const { rate } = bench;
    const environment = {
      VAULT_ADDR: vault.address,
      VAULT_TOKEN: token,
      VAULT_RATE_LIMIT: rate,
      HOME: folder,
    };
    const start = performance.now();
    const { code, stderr } = await migrate(program, files, { ...environment, PATH: process.env['PATH'] });
    const seconds = (performance.now() - start) / 1000;
    return { seconds, requests: countKinds(await vault.requests()), ok: code === 0, stderr };
  } finally {
    await vault.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function putOthers(admin: TestAdmin, files: number): Promise<void> {
  for (let file = 0; file < files; file += 1)
    await admin.putSecret('secret', `app/${fileName(file).replace(/\.yaml$/, '')}`, { theirs: 'made-up' });
}

function migrate(
  program: string,
  files: string,
  env: NodeJS.ProcessEnv,
): Promise<{ readonly code: unknown; readonly stderr: string }> {
  return new Promise((resolve) => {
    const options = { env, maxBuffer: 64 * 1024 * 1024 };
    execFile(process.execPath, [program, 'migrate', '--yes', files], options, (error, _stdout, stderr) =>
      resolve({ code: error ? error.code : 0, stderr }),
    );
  });
}
