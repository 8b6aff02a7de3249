import { pathToFileURL } from 'node:url';
import { targetName } from '../../languageService/migration/messages.ts';
import type { SecretTarget } from '../../languageService/migration/moveResult.ts';
import type { KvMount } from '../../languageService/secretStore.ts';
import type { RemovalAnswer } from '../../migration/undo/undoRun.ts';
import { printable } from '../../printable.ts';
import type { CliContext } from '../context.ts';
import { counted } from './asking.ts';
import type { RunManner } from './migrateOrder.ts';
import { type OtherUses, otherUses } from './otherUses.ts';
import { runFileName } from './runFileName.ts';

const kept: RemovalAnswer = { isAgreed: false, finalDeletionConfirmed: false };

/** Asks before keys are taken out of Vault, after telling who still refers to them. */
export class RemovalAgreement {
  readonly #manner: RunManner;
  readonly #folders: readonly string[];
  readonly #mounts: readonly KvMount[];
  readonly #context: CliContext;

  constructor(
    manner: RunManner,
    folders: readonly string[],
    mounts: readonly KvMount[],
    context: CliContext,
  ) {
    this.#manner = manner;
    this.#folders = folders;
    this.#mounts = mounts;
    this.#context = context;
  }

  /** What the person answers; without a person, yes only where nothing in the run's folders can use a key. */
  async ask(targets: readonly SecretTarget[]): Promise<RemovalAnswer> {
    const found = otherUses(this.#folders, targets, this.#mounts);
    this.#tell(targets, found);
    if (this.#manner.isAgreed) {
      const { uses, unread } = found;
      if (uses.length > 0) this.#say('They are kept in Vault, as they are still used.');
      else if (unread.length > 0)
        this.#say('They are kept in Vault, as what was not looked at may use them.');
      return uses.length + unread.length > 0 ? kept : this.#agreed();
    }
    const isAgreed = (await this.#context.confirm?.('Remove them from Vault? [y/N] ')) === true;
    if (!isAgreed || this.#manner.acceptsKvV1 || !this.#hasKvV1(targets))
      return isAgreed ? this.#agreed() : kept;
    const isFinal =
      (await this.#context.confirm?.('On KV v1 that is final. Remove from there, too? [y/N] ')) === true;
    return { isAgreed, finalDeletionConfirmed: isFinal };
  }

  #agreed(): RemovalAnswer {
    return { isAgreed: true, finalDeletionConfirmed: this.#manner.acceptsKvV1 };
  }

  #hasKvV1(targets: readonly SecretTarget[]): boolean {
    const version1 = new Set(this.#mounts.flatMap(({ path, kvVersion }) => (kvVersion === 1 ? [path] : [])));
    return targets.some(({ mount }) => version1.has(mount));
  }

  #tell(targets: readonly SecretTarget[], { uses, unread }: OtherUses): void {
    this.#say(`The files hold their plaintext again. ${counted(targets.length, 'key')} in Vault:`);
    for (const target of targets) this.#say(`- ${targetName(target)}`);
    const name = runFileName(this.#context.cwd);
    const nameOf = (path: string): string => name(pathToFileURL(path).href);
    for (const file of unread) this.#say(`Not looked at: ${nameOf(file)}`);
    if (uses.length === 0) {
      this.#say('Nothing below the folders of the run refers to them.');
      return;
    }
    this.#say('Still used here:');
    for (const { file, line, target } of uses) this.#say(`- ${nameOf(file)}:${line} ${targetName(target)}`);
  }

  #say(line: string): void {
    this.#context.stderr.write(`${printable(line)}\n`);
  }
}
