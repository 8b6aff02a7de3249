import type { ConfirmRemovalParams, ConfirmRemovalResult } from '../../../server/src/protocol.ts';
import type { Dialogs } from '../dialogs/dialogs.ts';
import { counted } from '../scan/scanResults.ts';
import { shown } from './runText.ts';

/** As many as a dialog can show. */
const mostShown = 12;

/**
 * Asks before an undo takes keys out of Vault; and once more for KV v1, where that is final. Where only the second is
 * refused, the others may be removed.
 */
export async function confirmRemoval(
  dialogs: Pick<Dialogs, 'confirm'>,
  { origin, namespace, targets, kvV1, otherUses, notLookedAt }: ConfirmRemovalParams,
): Promise<ConfirmRemovalResult> {
  const isAgreed = await dialogs.confirm({
    message: `Remove ${counted(targets.length, 'secret')} from Vault?`,
    detail: [
      `Server: ${shown(origin)}`,
      `Namespace: ${namespace === '' ? '(root)' : shown(namespace)}`,
      ...listed(targets),
      ...(otherUses.length === 0
        ? [`Nothing${notLookedAt.length === 0 ? '' : ' that was read'} in this workspace refers to them.`]
        : ['These places still refer to them:', ...listed(otherUses)]),
      ...(notLookedAt.length === 0
        ? []
        : ['These could not be read, and may refer to them:', ...listed(notLookedAt)]),
      'Whether somebody elsewhere uses them cannot be known from here.',
    ].join('\n'),
    agree: 'Remove',
  });
  if (!isAgreed || kvV1.length === 0) return { isAgreed, finalDeletionConfirmed: false };
  const finalDeletionConfirmed = await dialogs.confirm({
    message: `Delete ${counted(kvV1.length, 'secret')} of KV v1 for good?`,
    detail: ['KV v1 keeps no versions: what is deleted there cannot be brought back.', ...listed(kvV1)].join(
      '\n',
    ),
    agree: 'Delete for Good',
  });
  return { isAgreed, finalDeletionConfirmed };
}

function listed(names: readonly string[]): readonly string[] {
  const more = names.length - mostShown;
  return [...names.slice(0, mostShown).map(shown), ...(more > 0 ? [`and ${more} more`] : [])];
}
