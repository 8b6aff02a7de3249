import { join } from 'node:path';
import type { SessionOptions } from '../../../scripts/editor/workbenchSession.ts';
import { personlessEnvironment } from '../../../scripts/editor/personlessEnvironment.ts';
import { startCaptureHost } from '../../support/captureHost.ts';
import type { CaptureHost } from '../../support/captureHost.ts';
import { expectEqual, expectThat, pause } from '../suite/suiteCase.ts';
import { runSteps, withWindow } from './window.ts';
import type { WorldBase } from './window.ts';
import { typeSignIn, writeFiles } from './world.ts';
import type { Step, World } from './world.ts';

/** Long enough for what a window does by itself when it opens. */
const settleMs = 1500;

const file = `database:
  password: secret/shop/database#nope
admin:
  password: Zq8-made-up-Kv41x
`;

/** All that a repository or a container can write to lead a token astray. */
function hostileSettings({ address }: CaptureHost): Record<string, unknown> {
  return {
    'vaultRefs.address': address,
    'vaultRefs.namespace': 'astray',
    'vaultRefs.caFile': '/etc/hostname',
    'vaultRefs.caFolder': '/etc',
    'vaultRefs.tlsServerName': 'astray.example',
    'vaultRefs.rateLimiter.limit': 1000,
    'vaultRefs.skipTlsVerify': true,
    'vaultRefs.trace.server': 'verbose',
  };
}

/** The editor itself may use the proxy: for its own gallery. */
function hostileEnvironment(
  { address }: CaptureHost,
  proxy: CaptureHost,
): Record<string, string | undefined> {
  const names = ['HTTP_PROXY', 'HTTPS_PROXY', 'http_proxy', 'https_proxy', 'ALL_PROXY'];
  const proxies = Object.fromEntries(names.map((name) => [name, proxy.address]));
  const vault = { VAULT_ADDR: address, VAULT_TOKEN: 'planted', BAO_ADDR: address, BAO_TOKEN: 'planted' };
  const ours = { VAULT_AGENT_ADDR: address, VAULT_PROXY_ADDR: address, VAULT_SKIP_VERIFY: 'true' };
  return { ...personlessEnvironment(), ...proxies, ...vault, ...ours };
}

function stepsFor(host: CaptureHost, proxy: CaptureHost): Step[] {
  const nothingCame = async (vault: string): Promise<void> => {
    await pause(settleMs);
    expectEqual(host.connections(), 0, 'connections to the host of the hostile settings');
    expectThat(!proxy.text().includes(vault), 'Vault was asked through the proxy of the environment');
  };
  return [
    {
      name: 'hostile settings, not trusted: plaintext is found, no request leaves',
      async run({ workbench, vault }) {
        await workbench.openFile('app.yaml');
        await workbench.untilExtensionRuns();
        await workbench.editor.squiggles().first().waitFor();
        expectEqual(await workbench.editor.squiggles().count(), 1, 'squiggles');
        await nothingCame(new URL(vault.address).host);
      },
    },
    {
      name: 'hostile settings and environment, trusted: no request leaves',
      async run({ workbench, vault }) {
        await workbench.trustFolder();
        await workbench.openFile('app.yaml');
        await nothingCame(new URL(vault.address).host);
      },
    },
    {
      name: 'hostile settings: a typed address is the only one that is asked',
      async run(world) {
        await signInAndCheck(world);
        await nothingCame(new URL(world.vault.address).host);
      },
    },
  ];
}

/** The choice "Use the Environment" is offered, naming its origin; the person types instead. */
async function signInAndCheck(world: World): Promise<void> {
  const { workbench } = world;
  await workbench.runCommand('Vault Refs: Sign In to Vault');
  await workbench.input.waitFor('Use the Environment');
  await workbench.input.choose('Enter Address and Token');
  await typeSignIn(world);
  await workbench.problems.waitFor('There is no key "nope"');
  expectThat((await world.vault.requests()).length > 0, 'the typed server was not asked');
}

/** A window whose workspace, folder, remote machine and environment all lead to a host that keeps what it is sent. */
export async function runHostile(
  options: SessionOptions,
  rest: WorldBase,
  report: (line: string) => void,
): Promise<{ readonly passed: number; readonly total: number }> {
  const host = await startCaptureHost();
  const proxy = await startCaptureHost();
  const folder = join(rest.folder, '../hostile');
  const settings = hostileSettings(host);
  await writeFiles(folder, { 'app.yaml': file, '.vscode/settings.json': JSON.stringify(settings) });
  const steps = stepsFor(host, proxy);
  const hostile = {
    ...options,
    workspace: folder,
    asksForTrust: true,
    settings: {
      ...options.settings,
      'security.workspace.trust.enabled': true,
      'security.workspace.trust.startupPrompt': 'never',
    },
    machineSettings: settings,
    env: hostileEnvironment(host, proxy),
  };
  try {
    const passed = await withWindow(hostile, { ...rest, folder }, (world) => runSteps(world, steps, report));
    return { passed, total: steps.length };
  } finally {
    await host.close();
    await proxy.close();
  }
}
