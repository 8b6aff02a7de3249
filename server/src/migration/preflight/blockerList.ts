import { failureWords } from '../../languageService/migration/messages.ts';
import type { VaultErrorKind } from '../../languageService/migration/secretVault.ts';
import { StoreError } from '../../languageService/storeError.ts';
import type { Blocker, BlockerKind, BlockerSubject, Remedy } from './judgement.ts';
import { shownName, shownPath } from '../shownName.ts';

/** Failures that are about no path: one of them stands for all. */
const ofConnection: ReadonlySet<VaultErrorKind> = new Set<VaultErrorKind>([
  'namespace',
  'not-signed-in',
  'rate-limited',
  'redirect-refused',
  'sealed',
  'timeout',
  'tls',
  'unreachable',
]);

const remedies: Readonly<Partial<Record<VaultErrorKind, Remedy>>> = {
  'not-signed-in': 'sign-in',
  sealed: 'unseal',
  denied: 'show-policy',
  'bad-path': 'edit-target',
  'no-such-mount': 'edit-target',
  'not-kv': 'edit-target',
};

/** Collects blockers; those of one kind about one subject that say the same become one. */
export class BlockerList {
  readonly #blockers = new Map<string, Blocker>();

  get all(): readonly Blocker[] {
    return [...this.#blockers.values()];
  }

  add(blocker: Blocker): void {
    const id = JSON.stringify([blocker.kind, blocker.subject, blocker.message]);
    const entries = new Set([...(this.#blockers.get(id)?.entries ?? []), ...blocker.entries]);
    this.#blockers.set(id, { ...blocker, entries: [...entries] });
  }

  /** A look that failed: about `subject`, or about the connection as a whole. */
  addFailure(
    kind: BlockerKind,
    subject: BlockerSubject,
    failed: VaultErrorKind,
    entries: readonly string[],
  ): void {
    const isWide = ofConnection.has(failed) || subject.kind === 'connection';
    const remedy = remedies[failed];
    this.add({
      kind: isWide ? 'connection' : kind,
      subject: isWide ? { kind: 'connection' } : subject,
      message: `${failureWords(new StoreError(failed, ''))}${isWide ? '' : at(subject)}.`,
      entries,
      ...(remedy === undefined ? {} : { remedy }),
    });
  }
}

function at(subject: BlockerSubject): string {
  switch (subject.kind) {
    case 'mount':
      return `: ${shownName(subject.mount)}`;
    case 'path':
      return `: ${shownPath(subject)}`;
    case 'connection':
    case 'entry':
    case 'file':
      return '';
  }
}
