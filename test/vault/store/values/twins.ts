import fc from 'fast-check';
import { expect } from 'vitest';
import type {
  CurrentSecret,
  SecretVault,
} from '../../../../server/src/languageService/migration/secretVault.ts';
import type { KvVersion, SecretPath } from '../../../../server/src/languageService/secretStore.ts';
import { StoreError } from '../../../../server/src/languageService/storeError.ts';
import { InMemorySecretVault } from '../../../support/inMemorySecretVault.ts';
import type { TestAdmin } from '../../../support/vaultServers.ts';
import { actOnV1, actOnV2, type OtherAct, someKeys } from './otherClient.ts';
import { signal } from './portWorld.ts';

/** Which of the states that were looked at, or of the versions, from the newest. */
const index = fc.nat({ max: 5 });

/** What we may do by the port. */
export const ownAct = fc.oneof(
  fc.record({ kind: fc.constant('look' as const) }),
  fc.record({ kind: fc.constant('write' as const), keys: someKeys, index }),
  fc.record({ kind: fc.constant('take out' as const), keys: someKeys, index }),
  fc.record({ kind: fc.constant('delete version' as const), index }),
  fc.record({ kind: fc.constant('read version' as const), index }),
  fc.record({ kind: fc.constant('history' as const) }),
  fc.record({ kind: fc.constant('annotate' as const), keys: someKeys }),
);
export type OwnAct = typeof ownAct extends fc.Arbitrary<infer T> ? T : never;

type Told = readonly [real: unknown, fake: unknown];
const nothing: Told = ['nothing to do', 'nothing to do'];

/** The port over a server and the one that tests use in its place, each with what it has seen of one path. */
export class Twins {
  readonly #real: SecretVault;
  readonly #admin: TestAdmin;
  readonly #secret: SecretPath;
  readonly #kvVersion: KvVersion;
  readonly #fake = new InMemorySecretVault();
  readonly #bases: { readonly real: CurrentSecret; readonly fake: CurrentSecret }[] = [];
  #serial = 0;

  constructor(real: SecretVault, admin: TestAdmin, secret: SecretPath, kvVersion: KvVersion) {
    this.#real = real;
    this.#admin = admin;
    this.#secret = secret;
    this.#kvVersion = kvVersion;
    this.#fake.mount(secret.mount, { kvVersion });
  }

  /** Does the same to both, and fails unless they say the same, but for times. Answers with what they said. */
  async do(act: OwnAct): Promise<string> {
    const [real, fake] = await this.#both(act);
    expect(fake, act.kind).toEqual(real);
    return `${act.kind}: ${inWords(real)}`;
  }

  other(act: OtherAct): Promise<void> {
    const both = { admin: this.#admin, fake: this.#fake, secret: this.#secret };
    return (this.#kvVersion === 1 ? actOnV1 : actOnV2)(both, act, ++this.#serial);
  }

  #both(act: OwnAct): Promise<Told> {
    const secret = this.#secret;
    switch (act.kind) {
      case 'look':
        return this.#look();
      case 'write': {
        const values = new Map(act.keys.map((key) => [key, `ours ${++this.#serial}`]));
        return this.#change(act.index, (vault, base) => vault.writeKeys({ secret, values, base }, signal()));
      }
      case 'take out':
        return this.#change(act.index, async (vault, base) => {
          if (base.kind === 'absent') return undefined;
          return vault.removeKeys({ secret, keys: act.keys, base }, signal());
        });
      case 'delete version':
        return this.#ask((vault) => vault.deleteVersion(secret, act.index + 1, signal()));
      case 'read version':
        return this.#readVersion(act.index);
      case 'history':
        return this.#ask((vault) => vault.history(secret, signal()));
      case 'annotate': {
        const entries = new Map(act.keys.map((key) => [key, `note ${++this.#serial}`]));
        return this.#ask((vault) => vault.annotate(secret, entries, signal()));
      }
    }
  }

  async #look(): Promise<Told> {
    const real = await this.#real.readCurrent(this.#secret, signal());
    const fake = await this.#fake.readCurrent(this.#secret, signal());
    this.#bases.unshift({ real, fake });
    return [withoutTimes(real), withoutTimes(fake)];
  }

  async #change(
    at: number,
    change: (vault: SecretVault, base: CurrentSecret) => Promise<unknown>,
  ): Promise<Told> {
    const base = this.#bases[at % Math.max(1, this.#bases.length)];
    if (!base) return nothing;
    const real = await outcome(() => change(this.#real, base.real));
    // The fake stands for the moment of the write alone: it has only the number that check-and-set compares.
    if (await this.#isMadeAgain(base.fake)) return [real, { error: 'conflict' }];
    return [real, await outcome(() => change(this.#fake, base.fake))];
  }

  async #isMadeAgain(base: CurrentSecret): Promise<boolean> {
    if (base.kind === 'absent' || base.kvVersion === 1) return false;
    const now = await this.#fake.readCurrent(this.#secret, signal());
    return now.kind === 'present' && now.version === base.version && now.createdTime !== base.createdTime;
  }

  /** One that is kept: for another the port waits, as a standby may be behind. */
  async #readVersion(at: number): Promise<Told> {
    const history = await this.#fake.history(this.#secret, signal());
    const kept = history.kind === 'known' ? [...history.versions.keys()].reverse() : [];
    const version = kept[at % Math.max(1, kept.length)];
    if (version === undefined) return nothing;
    return this.#ask((vault) => vault.readVersion(this.#secret, version, signal()));
  }

  async #ask(call: (vault: SecretVault) => Promise<unknown>): Promise<Told> {
    return [await outcome(() => call(this.#real)), await outcome(() => call(this.#fake))];
  }
}

async function outcome(call: () => Promise<unknown>): Promise<unknown> {
  try {
    return withoutTimes(await call());
  } catch (error) {
    if (error instanceof StoreError) return { error: error.kind };
    throw error;
  }
}

/** Times as whether there is one; what has no order in the order of its names. */
function withoutTimes(told: unknown): unknown {
  if (told instanceof Map) return { map: withoutTimes(Object.fromEntries(told)) };
  if (typeof told !== 'object' || told === null) return told;
  const entries = Object.entries(told).map(([name, value]: [string, unknown]) => {
    const isTime = name === 'createdTime' || name === 'deletionTime';
    return [name, isTime ? value !== '' : withoutTimes(value)] as const;
  });
  return Object.fromEntries(entries);
}

function inWords(told: unknown): string {
  if (typeof told !== 'object' || told === null) return String(told);
  if ('error' in told) return String(told.error);
  return 'kind' in told ? String(told.kind) : 'done';
}
