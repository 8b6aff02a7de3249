import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AuditLog } from './auditLog.ts';
import { freePortPair } from './freePort.ts';
import { httpCall } from './httpCall.ts';
import { ensureOpenBao, projectCache } from './openBaoBinary.ts';
import { startGuarded } from './openBaoProcess.ts';
import type { GuardedServer } from './openBaoProcess.ts';
import type { TestVault } from './testVault.ts';

export { ensureOpenBao } from './openBaoBinary.ts';

export interface OpenBaoOptions {
  /** Program to run; found or installed when not given. */
  readonly binary?: string;
  /** Speak TLS with a certificate of the server's own making. */
  readonly tls?: boolean;
  /** Where the server's own temporary folder is made; the project's cache when not given. */
  readonly runDir?: string;
  /** More HCL for the server's configuration file. */
  readonly config?: string;
  readonly onProgress?: (message: string) => void;
}

/**
 * Starts the real server in memory on a free loopback port: KV v2 at `secret/`, a random root token, an audit log.
 * It ends with {@link TestVault.stop} or with this process, whichever is first, and its folder goes with it.
 * @throws Error when there is no program to run or it does not become ready.
 */
export async function startOpenBao(options: OpenBaoOptions = {}): Promise<TestVault> {
  const binary = options.binary ?? (await programOrThrow(options));
  const attempts = 4;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startOnce(binary, options);
    } catch (error) {
      // The port may have been taken between the search and the start.
      if (attempt === attempts || !String(error).includes('address already in use')) throw error;
    }
  }
}

async function programOrThrow(options: OpenBaoOptions): Promise<string> {
  const found = await ensureOpenBao(options);
  if ('unavailable' in found) throw new Error(`OpenBao cannot be had: ${found.unavailable}`);
  return found.binary;
}

async function startOnce(binary: string, options: OpenBaoOptions): Promise<TestVault> {
  const runDir = options.runDir ?? projectCache;
  await mkdir(runDir, { recursive: true });
  const folder = await mkdtemp(join(runDir, 'openbao-run-'));
  try {
    return await startIn(folder, binary, options);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function startIn(folder: string, binary: string, options: OpenBaoOptions): Promise<TestVault> {
  const port = await freePortPair();
  const rootToken = `root-${randomBytes(12).toString('hex')}`;
  const auditFile = join(folder, 'audit.log');
  await writeFile(join(folder, 'server.hcl'), configText(auditFile, options.config));
  const server = startGuarded({ folder, binary, args: serverArgs(folder, options), port, rootToken });
  const address = `${options.tls === true ? 'https' : 'http'}://127.0.0.1:${port}`;
  try {
    const ca = options.tls === true ? { caPem: await server.fileWhenWritten('vault-ca.pem') } : {};
    const version = await server.untilReady(() => readyVersion(address, ca.caPem));
    // Printed only after the server answers.
    const unsealKey = await server.untilReady(() => Promise.resolve(unsealKeyIn(server.output())));
    const label = `OpenBao ${version}`;
    const handle = { kind: 'openbao' as const, label, address, rootToken, unsealKey, ...ca };
    return await withAudit(handle, server, new AuditLog(auditFile));
  } catch (error) {
    await server.stop();
    throw error;
  }
}

function serverArgs(folder: string, options: OpenBaoOptions): string[] {
  const tls = options.tls === true ? ['-dev-tls', `-dev-tls-cert-dir=${folder}`] : [];
  return ['server', '-dev', '-dev-no-store-token', `-config=${join(folder, 'server.hcl')}`, ...tls];
}

/** The API refuses to add an audit device to OpenBao, so the configuration does. */
function configText(auditFile: string, more = ''): string {
  return `audit "file" "main" {\n  options {\n    file_path = ${JSON.stringify(auditFile)}\n  }\n}\n${more}\n`;
}

/** The version once the server is active; undefined while it is not. */
async function readyVersion(origin: string, caPem: string | undefined): Promise<string | undefined> {
  const call = { method: 'GET', origin, path: '/v1/sys/health', timeoutMs: 2000 };
  const answer = await httpCall({ ...call, ...(caPem !== undefined && { caPem }) }).catch(() => undefined);
  return answer?.status === 200 ? (answer.json as { version: string }).version : undefined;
}

type Handle = Omit<TestVault, 'requests' | 'clearRequests' | 'stop'>;

async function withAudit(handle: Handle, server: GuardedServer, log: AuditLog): Promise<TestVault> {
  await log.clear();
  return {
    ...handle,
    requests: () => log.requests(),
    clearRequests: () => log.clear(),
    stop: () => server.stop(),
  };
}

function unsealKeyIn(output: string): string | undefined {
  return /^Unseal Key: (\S+)$/mu.exec(output)?.[1];
}
