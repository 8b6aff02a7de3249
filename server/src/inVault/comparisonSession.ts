import { formatReference } from '../languageService/references/format.ts';
import type { SecretStore } from '../languageService/secretStore.ts';
import type {
  FoundInVault,
  InVaultPlan,
  InVaultResult,
  InVaultRunParams,
  InVaultScope,
} from '../protocol.ts';
import type { AgreedPlace } from './comparison.ts';
import { compare } from './comparison.ts';
import type { Gathering } from './gathering.ts';
import type { KnownSecrets } from './knownSecrets.ts';
import type { Listing } from './listedPaths.ts';
import { listPaths } from './listedPaths.ts';
import type { PlannedPaths } from './plannedPaths.ts';
import type { Prefix } from './prefix.ts';
import { parsePrefix } from './prefix.ts';
import type { SecretDigests } from './secretDigests.ts';
import { nothingToDo, planGaps, planWords, resultWords } from './words.ts';

/** Most matches that are listed for a person. */
const MAX_LISTED = 200;

/** Where a secret of the workspace stands. */
export type FilePlace = Omit<FoundInVault, 'references'>;

export interface ComparisonParts {
  readonly store: SecretStore;
  readonly digests: SecretDigests;
  readonly known: KnownSecrets;
  /** Looks through the workspace. @throws the signal's reason. */
  readonly gather: (signal: AbortSignal) => Promise<Gathering<FilePlace>>;
  /** Mounts that a prefix may begin with. */
  readonly mounts: () => Promise<readonly string[]>;
}

interface Plan {
  readonly id: number;
  readonly place: AgreedPlace;
  readonly planned: PlannedPaths;
  readonly gathered: Gathering<FilePlace>;
}

const notSignedIn = { ok: false, message: 'Sign in to Vault first.' } as const;

/** Compares the workspace with Vault in two steps, so that a person can agree in between to what is read. */
export class ComparisonSession {
  readonly #parts: ComparisonParts;
  #plan: Plan | undefined;
  #plans = 0;

  constructor(parts: ComparisonParts) {
    this.#parts = parts;
  }

  /** What a comparison would read; no value is read yet. @throws the signal's reason. */
  async plan(scope: InVaultScope, signal: AbortSignal): Promise<InVaultPlan> {
    this.#plan = undefined;
    const { connection } = this.#parts.store;
    if (connection.kind === 'signed-out') return notSignedIn;
    const { origin, namespace } = connection;
    const prefix =
      scope.kind === 'prefix' ? parsePrefix(scope.prefix, await this.#parts.mounts()) : undefined;
    if (prefix?.ok === false) return prefix;
    const gathered = await this.#parts.gather(signal);
    const planned = await this.#paths(prefix?.prefix, gathered, signal);
    if (planned.kind !== 'listed') return { ok: false, message: planned.detail };
    const idle = nothingToDo(planned, gathered.size);
    if (idle !== undefined) return { ok: false, message: [idle, ...planGaps(planned)].join(' ') };
    const plan = { id: ++this.#plans, place: { origin, namespace }, planned, gathered };
    this.#plan = plan;
    return describe(plan);
  }

  /**
   * Reads what was planned, once, if that is what the person agreed to. An abort is a result, too. `onProgress` is called
   * with how many paths are done, of how many.
   */
  async run(
    { plan: id, origin, namespace }: InVaultRunParams,
    onProgress: (done: number, of: number) => void,
    signal: AbortSignal,
  ): Promise<InVaultResult> {
    const plan = this.#plan;
    this.#plan = undefined;
    if (plan?.id !== id || plan.place.origin !== origin || plan.place.namespace !== namespace) {
      return {
        outcome: 'refused',
        message: 'Nothing was read: that is not what was planned last.',
        found: [],
      };
    }
    const { place, planned, gathered } = plan;
    const { digests, known } = this.#parts;
    const paths = planned.paths;
    const progress = (done: number): void => onProgress(done, paths.length);
    const request = { place, paths, wanted: gathered.wanted, key: known.key, onProgress: progress };
    const comparison = await compare(digests, request, signal);
    const matches = [...gathered.matches(comparison.matches)];
    known.learn(
      place,
      matches.map(({ place: { uri }, digest, targets }) => ({ uri, digest, targets })),
    );
    return {
      outcome: comparison.stopped ? 'stopped' : 'complete',
      message: resultWords(comparison, new Set(matches.map((match) => match.place)).size),
      found: matches
        .slice(0, MAX_LISTED)
        .map(({ place: at, targets }) => ({ ...at, references: targets.map(formatReference) })),
    };
  }

  async #paths(
    prefix: Prefix | undefined,
    { paths }: Gathering<FilePlace>,
    signal: AbortSignal,
  ): Promise<Listing> {
    return prefix ? listPaths(this.#parts.store, prefix, signal) : { kind: 'listed', ...paths };
  }
}

function describe({ id, place, planned, gathered }: Plan): InVaultPlan {
  return {
    ok: true,
    plan: id,
    ...place,
    paths: planned.paths.length,
    secrets: gathered.size,
    message: planWords(planned, gathered.size, place),
    gaps: planGaps(planned),
  };
}
