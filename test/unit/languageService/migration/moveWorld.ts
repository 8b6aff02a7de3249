import { inspect } from 'node:util';
import { expect } from 'vitest';
import type { ReferenceEdit } from '../../../../server/src/languageService/migration/edit.ts';
import type {
  MoveResult,
  SecretTarget,
} from '../../../../server/src/languageService/migration/moveResult.ts';
import {
  type DocumentSnapshot,
  type MoveDocument,
  moveSecret,
} from '../../../../server/src/languageService/migration/moveSecret.ts';
import { applyTo } from '../../../../server/src/languageService/migration/verifyEdit.ts';
import { parseConfig } from '../../../../server/src/languageService/parse/index.ts';
import { InMemorySecretVault } from '../../../support/inMemorySecretVault.ts';

/** The value that is moved. No result, message or error may hold it. */
export const canary = 'canary-made-up-hunter2';

export const target: SecretTarget = { mount: 'secret', path: 'shop/app', key: 'db_password' };
export const original = `db:\n  user: shop\n  password: ${canary} # keep me\n`;
export const moved = original.replace(canary, 'secret/shop/app#db_password');

/** An open document as an editor holds it. `onApply` runs before and after the edit is applied. */
export class FakeDocument implements MoveDocument {
  text: string;
  version = 1;
  isOpen = true;
  applies = true;
  edits = 0;
  onApply: (when: 'before' | 'after') => void | Promise<void> = () => undefined;

  constructor(text: string) {
    this.text = text;
  }

  type(text: string): void {
    this.text = text;
    this.version += 1;
  }

  snapshot(): DocumentSnapshot | undefined {
    return this.isOpen ? { version: this.version, text: this.text } : undefined;
  }

  async applyEdit(edit: ReferenceEdit & { version: number }): Promise<boolean> {
    await this.onApply('before');
    if (!this.applies || !this.isOpen || edit.version !== this.version) return false;
    this.edits += 1;
    this.type(applyTo(this.text, edit));
    await this.onApply('after');
    return true;
  }
}

export interface World {
  readonly vault: InMemorySecretVault;
  readonly document: FakeDocument;
  readonly controller: AbortController;
  move(options?: Partial<MoveOptions>): Promise<MoveResult>;
}

interface MoveOptions {
  readonly target: SecretTarget;
  readonly kvV1RaceConfirmed: boolean;
  readonly languageId: string;
  readonly version: number;
}

/** A document, a vault, and the move of the scalar whose decoded value is `value`. */
export function world(text = original, value: string = canary, languageId = 'yaml'): World {
  const vault = new InMemorySecretVault();
  const document = new FakeDocument(text);
  const controller = new AbortController();
  const finding = findingOf(text, value, languageId);
  const defaults = { target, kvV1RaceConfirmed: false, languageId, version: 1 };
  return {
    vault,
    document,
    controller,
    move: (options = {}) =>
      moveSecret({ vault, document }, { ...defaults, ...options, finding }, controller.signal),
  };
}

/** The place of the first scalar with this value; of the whole file when there is none. */
function findingOf(
  text: string,
  value: string,
  languageId: string,
): { start: number; end: number; scalarStart: number; scalarEnd: number } {
  for (const { start: from, content } of parseConfig(text, languageId).blocks) {
    for (const scalar of content.scalars) {
      const [start, end] = [from + scalar.start, from + scalar.end];
      if (scalar.value === value) return { start, end, scalarStart: start, scalarEnd: end };
    }
  }
  throw new Error('The fixture has no such scalar.');
}

/** Fails when the value is anywhere in what a person, a log or a message would get. */
export function expectNoCanary(...things: readonly unknown[]): void {
  for (const thing of things) {
    expect(inspect(thing, { depth: 20, showHidden: true })).not.toContain(canary);
  }
}

/** Whether the current version in Vault holds the value at the target. */
export function isInVault({ vault }: World, at: SecretTarget = target): boolean {
  return vault.peek(at)?.[at.key] === canary;
}
