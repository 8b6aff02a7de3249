import { locatedScalars } from '../../../server/src/languageService/configDocument.ts';
import type { SecretTarget } from '../../../server/src/languageService/migration/moveResult.ts';
import { parseConfig } from '../../../server/src/languageService/parse/index.ts';
import type { EntryAction, PlanEntry } from '../../../server/src/migration/plan/plan.ts';
import { misplaced, place } from '../../../server/src/migration/plan/placing.ts';
import type { RunMove } from '../../../server/src/migration/service/runHeader.ts';
import { MigrationRuns } from '../../../server/src/migration/service/runs.ts';
import { InMemoryRunFiles } from '../../support/inMemoryRunFiles.ts';
import { InMemoryRunStore } from '../../support/inMemoryRunStore.ts';
import { InMemorySecretVault } from '../../support/inMemorySecretVault.ts';

/** A secret of a world: the value at a top-level key of a file, and where it shall go. */
export interface WorldSecret {
  readonly uri: string;
  readonly keyInFile: string;
  readonly value: string;
  readonly target: SecretTarget;
}

/** Where a world is: a port is about to do something, or has done it and not told yet. */
export interface WorldStep {
  readonly index: number;
  readonly name: string;
  /** Of Vault, where it is about one. */
  readonly path?: string | undefined;
}

/**
 * Vault, files and journal in memory, with one hook over the steps of all three, and the moves of a migration. Whatever
 * happens between two steps can be made to happen, a crash included.
 */
export class MigrationWorld {
  readonly vault = new InMemorySecretVault();
  readonly files: InMemoryRunFiles;
  readonly store = new InMemoryRunStore();
  readonly secrets: readonly WorldSecret[];
  /** The files as they were. */
  readonly originals: ReadonlyMap<string, string>;
  onStep: (step: WorldStep) => void | Promise<void> = () => undefined;
  #steps = 0;

  constructor(secrets: readonly WorldSecret[], texts: Readonly<Record<string, string>>) {
    this.secrets = secrets;
    this.files = new InMemoryRunFiles(texts);
    this.originals = new Map(Object.entries(texts));
    this.vault.onStep = ({ call, when, secret }) => this.#step(`vault ${call} ${when}`, secret?.path);
    this.files.onStep = ({ call, when }) => this.#step(`files ${call} ${when}`);
    this.store.onStep = ({ call, when, record }) => this.#step(`store ${call} ${record?.type ?? ''} ${when}`);
  }

  get steps(): number {
    return this.#steps;
  }

  /** As a process has them that has just started. */
  runs(): MigrationRuns {
    return new MigrationRuns({ vault: this.vault, files: this.files, store: this.store });
  }

  /** The moves of all secrets, by the files as they are. */
  moves(action: EntryAction = 'create'): readonly RunMove[] {
    return this.secrets.map((secret, index) => this.#move(secret, `e${index}`, action));
  }

  /** Whether the file on disk still has the plaintext. */
  isInFile(secret: WorldSecret): boolean {
    const text = this.files.peek(secret.uri);
    return text !== undefined && valueIn(text, secret.keyInFile) === secret.value;
  }

  /** Whether the file on disk has the reference. */
  isReferenced(secret: WorldSecret): boolean {
    const text = this.files.peek(secret.uri);
    const { mount, path, key } = secret.target;
    return text !== undefined && valueIn(text, secret.keyInFile) === `${mount}/${path}#${key}`;
  }

  /** Whether the current version in Vault has it. */
  isInVault({ target, value }: WorldSecret): boolean {
    const data = this.vault.peek(target);
    return data !== undefined && Object.hasOwn(data, target.key) && data[target.key] === value;
  }

  /** The secrets that are nowhere: lost. */
  lost(): readonly string[] {
    return this.secrets
      .filter((secret) => !this.isInFile(secret) && !(this.isReferenced(secret) && this.isInVault(secret)))
      .map(({ uri, keyInFile }) => `${uri} ${keyInFile}`);
  }

  async #step(name: string, path?: string): Promise<void> {
    await this.onStep({ index: this.#steps++, name, path });
  }

  #move({ uri, keyInFile, target }: WorldSecret, id: string, action: EntryAction): RunMove {
    const text = this.files.peek(uri) ?? '';
    const document = parseConfig(text, languageOf(uri));
    const located = [...locatedScalars(document)].find(({ scalar }) => scalar.key === keyInFile);
    if (!located) throw new Error(`${uri} has no ${keyInFile}.`);
    const file = { document, languageId: languageOf(uri) };
    const placed = place({ file, located, secret: located, target, format: 'own', kvVersion: 2 });
    if (!placed.ok) throw new Error(placed.reason);
    if (misplaced(file, [placed]).size > 0) throw new Error(`${uri} would not read the same afterwards.`);
    const { value, edit, reference, spelling } = placed;
    const { start, end } = located;
    const entry: PlanEntry = {
      id,
      uri,
      finding: { ruleId: 'password', confidence: 'high', start, end, scalarStart: start, scalarEnd: end },
      document: located.block.document,
      keyPath: located.scalar.path,
      target,
      format: 'own',
      reference,
      notes: [],
      isOn: true,
    };
    const line = text.slice(0, start).split('\n').length - 1;
    const move = { entry, value, edit, ...(spelling === undefined ? {} : { spelling }) };
    return { move, action, languageId: languageOf(uri), line };
  }
}

export function languageOf(uri: string): string {
  return uri.endsWith('.json') ? 'json' : 'yaml';
}

/** The decoded value at a top-level key. */
export function valueIn(text: string, key: string): string | undefined {
  const document = parseConfig(text, text.startsWith('{') ? 'json' : 'yaml');
  return [...locatedScalars(document)].find(({ scalar }) => scalar.key === key)?.scalar.value;
}

/**
 * A world with what matters for a run: a new path with several keys, a path with another's keys, a key that holds the same
 * value already, and a path that two files share. Values are made up.
 */
export function smallWorld(): MigrationWorld {
  const target = (path: string, key: string): SecretTarget => ({ mount: 'secret', path, key });
  const one = 'file:///w/one.yaml';
  const two = 'file:///w/two.json';
  const made = (name: string): string => `made-up-${name}-4711`;
  const secrets: WorldSecret[] = [
    { uri: one, keyInFile: 'alpha', value: made('alpha'), target: target('one', 'alpha') },
    { uri: one, keyInFile: 'beta', value: made('beta'), target: target('one', 'beta') },
    { uri: one, keyInFile: 'gamma', value: made('gamma'), target: target('shared', 'gamma') },
    { uri: two, keyInFile: 'delta', value: made('delta'), target: target('two', 'delta') },
    { uri: two, keyInFile: 'gamma', value: made('gamma'), target: target('shared', 'gamma') },
    { uri: two, keyInFile: 'same', value: made('same'), target: target('two', 'same') },
  ];
  const world = new MigrationWorld(secrets, {
    [one]: `# one\nalpha: "${made('alpha')}"\nbeta: ${made('beta')} # why\nname: shop\ngamma: '${made('gamma')}'\n`,
    [two]: `{\n  "delta": "${made('delta')}",\n  "gamma": "${made('gamma')}",\n  "same": "${made('same')}"\n}\n`,
  });
  world.vault.put({ mount: 'secret', path: 'two' }, { same: made('same'), theirs: 'kept' });
  return world;
}
