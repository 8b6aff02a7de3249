#!/usr/bin/env node
import { homedir } from 'node:os';
import { runCommandLine } from './commandLine.ts';
import { exitCodes } from './context.ts';
import type { CliContext } from './context.ts';
import { confirmAtTerminal, terminalInput } from './login/terminalInput.ts';
import { isAtWork, onInterrupt } from './terminal/onInterrupt.ts';

const context: CliContext = {
  stdout: process.stdout,
  stderr: process.stderr,
  cwd: process.cwd(),
  homeDirectory: homedir(),
  secrets: terminalInput(),
  environment: process.env,
  standardInput: () => process.stdin,
  // These are most of the bundle, and other commands do without them.
  openVault: async () => {
    const { openVault } = await import('./openVault.ts');
    return openVault();
  },
  startServer: async () => {
    const { runServer } = await import('../main.ts');
    runServer({ signInFromEnvironment: true });
  },
  confirm: confirmAtTerminal,
  onInterrupt,
};

// `vault-refs scan . | head` closes the pipe early: the rest is not wanted, and what was found stays found.
process.stdout.on('error', () => {
  if (!isAtWork()) process.exit(exitCodes.findings);
});
// What nobody reads any more must not end a migration either.
process.stderr.on('error', () => undefined);

// A request that waits for its turn has a timer that would let the process end.
const alive = setInterval(() => undefined, 60_000);

// Not process.exit(): output to a pipe may still be on its way.
const code = await runCommandLine(process.argv.slice(2), context);
clearInterval(alive);
if (code !== undefined) process.exitCode = code;
