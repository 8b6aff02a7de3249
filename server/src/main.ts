import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import type { Runtime, Timer } from './runtime.ts';
import { collectEarly } from './memory.ts';
import { createMigrationStorage } from './migrationStore/migrationStorage.ts';
import { createBaselineFiles } from './scan/baseline/baselineFiles.ts';
import { createFileScanning } from './scan/workspace/fileScanning.ts';
import { startServer } from './server.ts';
import { warmUp } from './warmUp.ts';
import { createVaultConnection } from './vault/connection.ts';

/** The bundle lies in dist/, beside docs/ and package.json. */
const packageFile = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url));

function productVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(packageFile('package.json'), 'utf8'));
  const version = (manifest as { version?: unknown }).version;
  return typeof version === 'string' ? version : '0';
}

function processRuntime({ signInFromEnvironment }: ServerOptions): Runtime {
  const version = productVersion();
  const timer: Timer = {
    setTimeout: (callback, milliseconds) => {
      const handle = setTimeout(callback, milliseconds);
      return { dispose: () => clearTimeout(handle) };
    },
  };
  return {
    version,
    timer,
    warmUp: (service) => warmUp(service, timer, () => performance.now()),
    scanning: createFileScanning(),
    baselines: createBaselineFiles(),
    migrationStorage: createMigrationStorage(),
    documentationPage: pathToFileURL(packageFile('docs/diagnostics.md')).href,
    openVault: (rememberedMounts) => {
      const access = createVaultConnection({
        rememberedMounts,
        environment: process.env,
        homeDirectory: homedir(),
        now: () => Date.now(),
        userAgentVersion: version,
        honourSkipVerify: signInFromEnvironment === true,
      });
      const { environmentOrigin: origin } = access.environmentOffer();
      // A failure is an answer and leaves the person signed out, which the hover says.
      if (signInFromEnvironment === true && origin !== undefined)
        void access.signIn({ method: 'environment', origin });
      return access;
    },
  };
}

export interface ServerOptions {
  /** For editors whose client cannot ask the person: running the server with the pair set is the agreement. */
  readonly signInFromEnvironment?: boolean;
}

/** Serves the client of this process: over IPC from VS Code, over stdio elsewhere, as the arguments say. */
export function runServer(options: ServerOptions = {}): void {
  collectEarly();
  startServer(createConnection(ProposedFeatures.all), processRuntime(options));
}
