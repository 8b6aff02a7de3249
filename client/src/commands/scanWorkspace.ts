import type { ScanSummary } from '../../../server/src/protocol.ts';
import type { CommandButton } from '../dialogs/dialogs.ts';
import { counted, countsText } from '../scan/scanResults.ts';
import type { CommandParts } from './commandParts.ts';

const showInTree: CommandButton = { label: 'Show in Tree', command: 'vaultRefs.showSecrets' };
const showSkipped: CommandButton = { label: 'Show Skipped', command: 'vaultRefs.showSkippedFiles' };

/** Scans the workspace and says in one line what came of it. */
export async function scanWorkspace({ dialogs, api, listenToProgress }: CommandParts): Promise<void> {
  const summary = await dialogs.withProgress('Scanning for plaintext secrets', async (signal, report) => {
    const listening = listenToProgress(report);
    try {
      return await api.scanWorkspace({ workDoneToken: listening.token }, signal);
    } finally {
      listening.dispose();
    }
  });
  if (summary.outcome === 'superseded') return;
  if (summary.outcome === 'no-folder') {
    dialogs.tell('warning', 'There is no folder to scan: open one that is on this machine.');
    return;
  }
  const buttons = [
    ...(summary.secrets > 0 ? [showInTree] : []),
    ...(summary.skipped > 0 ? [showSkipped] : []),
  ];
  dialogs.tell(summary.outcome === 'complete' ? 'information' : 'warning', summaryText(summary), ...buttons);
}

/** The summary in one line. */
export function summaryText(summary: ScanSummary): string {
  const { outcome, filesRead, skipped } = summary;
  const found = summary.secrets === 0 ? 'No plaintext secrets' : countsText(summary);
  const text = `${found}; ${counted(filesRead, 'file')} read, ${skipped} skipped.`;
  switch (outcome) {
    case 'cancelled':
      return `The scan was cancelled; so far: ${text}`;
    case 'too-many':
      return `The scan ended early, as there are too many secrets to list: ${text}`;
    case 'failed':
      return `The scan broke off; so far: ${text}`;
    case 'complete':
    case 'superseded':
    case 'no-folder':
      return text;
  }
}
