import type { FoundInVault, InVaultPlan, InVaultResult, InVaultScope } from '../../../server/src/protocol.ts';
import { isConnectedTo } from '../connection/connectionView.ts';
import type { Choice } from '../dialogs/dialogs.ts';
import type { CommandParts } from './commandParts.ts';
import { connectedPlace } from './writing.ts';

type Planned = InVaultPlan & { readonly ok: true };

/** Finds plaintext secrets that are in Vault already; reads values only after it was said how many, and agreed to. */
export async function findInVault(parts: CommandParts): Promise<void> {
  if (!(await connectedPlace(parts))) return;
  const { dialogs, api } = parts;
  const scope = await askScope(parts);
  if (!scope) return;
  const plan = await dialogs.withProgress('Looking through the workspace', (signal) =>
    api.planInVault(scope, signal),
  );
  if (!plan.ok) dialogs.tell('warning', plan.message);
  else if (await agree(parts, plan)) await show(parts, await run(parts, plan));
}

async function askScope({ dialogs }: CommandParts): Promise<InVaultScope | undefined> {
  const kind = await dialogs.choose<InVaultScope['kind']>('Compare plaintext secrets with which values?', [
    { label: 'Paths referenced in this workspace', value: 'referenced' },
    { label: 'Paths below a prefix...', value: 'prefix' },
  ]);
  if (kind === undefined) return undefined;
  if (kind === 'referenced') return { kind };
  const prefix = await dialogs.ask({
    title: 'Find Secrets Already in Vault',
    prompt: 'Read what is below this prefix',
    placeholder: 'mount/path',
    problem: (text) => (text.trim() === '' ? 'Enter a mount, or a mount and a path.' : undefined),
  });
  return prefix === undefined ? undefined : { kind, prefix };
}

async function agree({ dialogs, connection }: CommandParts, plan: Planned): Promise<boolean> {
  const { paths, message, gaps, origin, namespace } = plan;
  const agreed = await dialogs.confirm({
    message:
      paths === 1 ? 'Read the values of 1 path in Vault?' : `Read the values of ${paths} paths in Vault?`,
    detail: [message, ...gaps, 'Of the values nothing is kept or shown.'].join('\n'),
    agree: 'Read and Compare',
  });
  if (!agreed) return false;
  if (isConnectedTo(connection.view, origin, namespace)) return true;
  dialogs.tell('warning', 'Nothing was read: this window is no longer connected to that server.');
  return false;
}

function run(
  { dialogs, api, listenToProgress }: CommandParts,
  { plan, origin, namespace }: Planned,
): Promise<InVaultResult> {
  return dialogs.withProgress('Comparing with Vault', async (signal, report) => {
    const listening = listenToProgress(report);
    try {
      return await api.runInVault({ plan, origin, namespace, workDoneToken: listening.token }, signal);
    } finally {
      listening.dispose();
    }
  });
}

/** Says in one line how it went, and lists what was found to go there, where the lightbulb has the reference. */
async function show(
  { dialogs, editor }: CommandParts,
  { outcome, message, found }: InVaultResult,
): Promise<void> {
  dialogs.tell(outcome === 'complete' ? 'information' : 'warning', message);
  if (found.length === 0) return;
  const chosen = await dialogs.choose('Secrets already in Vault', found.map(toChoice));
  if (!chosen) return;
  const place = { line: chosen.line, character: chosen.character };
  await editor.open(chosen.uri, { start: place, end: place });
}

function toChoice(value: FoundInVault): Choice<FoundInVault> {
  const { path, line, references } = value;
  return { label: `${path}:${line + 1}`, description: references.join(', '), value };
}
