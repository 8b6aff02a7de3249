import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KvMount } from '../../../server/src/languageService/secretStore.ts';
import type { VaultAccess } from '../../../server/src/runtime.ts';
import { checkingAccess } from '../../support/fakeAccess.ts';
import { InMemorySecretStore } from '../../support/inMemorySecretStore.ts';
import { InMemorySecretVault } from '../../support/inMemorySecretVault.ts';
import { folderWith, run, type Run } from './capturedContext.ts';

export const origin = 'https://vault.example:8200';

/** A folder with files, a Vault in memory, and the command line over both. Runs are kept in the folder's `home`. */
export class MigrateWorld {
  readonly folder: string;
  readonly vault = new InMemorySecretVault();
  /** What was asked, in order. */
  readonly questions: string[] = [];
  /** Answers by a part of the question; no terminal when absent. */
  answers: Readonly<Record<string, boolean>> | undefined;
  mounts: readonly KvMount[] = [{ path: 'secret', kvVersion: 2 }];
  isSignedIn = true;
  /** Ctrl+C. */
  interrupt: () => void = () => undefined;

  constructor(files: Readonly<Record<string, string | Uint8Array>>) {
    this.folder = folderWith(files);
  }

  run(...args: readonly string[]): Promise<Run> {
    return run(args, this.folder, {
      openVault: () => this.#access(),
      confirm: (question) => Promise.resolve(this.#answer(question)),
      onInterrupt: (listener) => {
        this.interrupt = listener;
        return () => undefined;
      },
    });
  }

  /** The bytes of a file, as Latin-1 text. */
  read(name: string): string {
    return readFileSync(join(this.folder, name), 'latin1');
  }

  write(name: string, text: string): void {
    writeFileSync(join(this.folder, name), text);
  }

  /** All that is kept of runs: names and contents. */
  kept(): string {
    return filesBelow(join(this.folder, 'home'))
      .map((path) => `${path}\n${readFileSync(path, 'latin1')}`)
      .join('\n');
  }

  /** Names of the runs that have a journal. */
  runs(): readonly string[] {
    return filesBelow(join(this.folder, 'home')).flatMap((path) => /(\w+)\.jsonl$/.exec(path)?.[1] ?? []);
  }

  #answer(question: string): boolean | undefined {
    if (this.answers === undefined) return undefined;
    this.questions.push(question);
    const known = Object.entries(this.answers).find(([part]) => question.includes(part));
    if (!known) throw new Error(`Nobody expected the question: ${question}`);
    return known[1];
  }

  #access(): VaultAccess {
    const store = new InMemorySecretStore();
    store.knownMounts = this.mounts;
    return {
      ...checkingAccess(store),
      vault: this.vault,
      signIn: () =>
        Promise.resolve(
          this.isSignedIn
            ? { ok: true, status: { kind: 'ok', origin, namespace: '', mounts: this.mounts } }
            : { ok: false, kind: 'denied', message: 'Made up: denied.' },
        ),
      environmentOffer: () => ({ environmentOrigin: origin, tokenFile: false }),
    };
  }
}

/** Answers yes to the questions that hold one of these parts. */
export function yesTo(...parts: readonly string[]): Readonly<Record<string, boolean>> {
  return Object.fromEntries(parts.map((part) => [part, true]));
}

/** The parts of a JSON report that tests look at. */
export interface JsonReport {
  readonly run: string | null;
  readonly entries: readonly (Record<string, unknown> & { readonly status: string })[];
}

export function reportIn({ stdout }: Run): JsonReport {
  return JSON.parse(stdout) as JsonReport;
}

function filesBelow(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  } catch {
    return [];
  }
}
