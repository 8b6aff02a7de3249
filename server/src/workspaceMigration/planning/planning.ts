import { boundVault } from '../../languageService/migration/boundVault.ts';
import type { SecretVault } from '../../languageService/migration/secretVault.ts';
import { tick } from '../../migration/plan/changePlan.ts';
import type { Plan } from '../../migration/plan/plan.ts';
import { planEntries } from '../../migration/plan/planEntries.ts';
import { judge } from '../../migration/preflight/judge.ts';
import { maskedPreview } from '../../migration/report/maskedPreview.ts';
import type { RunFiles } from '../../migration/runFiles.ts';
import { type PreparedPlan, preparePlan } from '../../migration/service/preparedPlan.ts';
import type {
  ChangePlanParams,
  PlanMigrationParams,
  PlanMigrationResult,
  PreviewParams,
  PreviewResult,
} from '../../protocol.ts';
import { editorDocuments } from '../editorDocuments.ts';
import type { MigrationParts } from '../migrationParts.ts';
import type { GatheredSources } from '../sources/gatheredSources.ts';
import { gatherSources } from '../sources/gatherSources.ts';
import { changedPlan } from './changedPlan.ts';
import { findingPlace, type HeldPlan } from './heldPlan.ts';
import { planOptions } from './planOptions.ts';
import type { PlanShelf } from './planShelf.ts';
import { planView } from './planView.ts';
import { RememberingVault } from './rememberingVault.ts';

/** What a plan is besides itself; with the one that it is made of, if there is one. */
type Surroundings = Pick<HeldPlan, 'vault' | 'accepted' | 'skipped'> & {
  readonly number?: number;
  readonly prepared?: PreparedPlan;
};

const gone = no('This plan does not hold any more: make it again.');

/** Makes plans, changes them and shows what they would do. Nothing is written. */
export class Planning {
  readonly #parts: MigrationParts;
  readonly #files: RunFiles;
  readonly #shelf: PlanShelf;

  constructor(parts: MigrationParts, files: RunFiles, shelf: PlanShelf) {
    this.#parts = parts;
    this.#files = files;
    this.#shelf = shelf;
  }

  /** A plan in place of the one there is. `gathered` tells meanwhile how far it is. @throws the signal's reason. */
  async make(
    { scope, ownTemplate }: PlanMigrationParams,
    gathered: GatheredSources,
    signal: AbortSignal,
  ): Promise<PlanMigrationResult> {
    this.#shelf.drop();
    const { access, connection, documents } = this.#parts;
    if (access.vault.origin === undefined) return no('Sign in to Vault first.');
    const vault = boundVault(access.vault);
    const open = editorDocuments(connection, documents);
    const problem = await gatherSources({ ...this.#parts, open }, scope, gathered, signal);
    if (problem !== undefined) return no(problem);
    const made = await this.#plan(gathered, ownTemplate, signal);
    if (typeof made === 'string') return no(made);
    const accepted = acceptedPlaces(gathered);
    const plan = scope.kind === 'finding' ? made : withoutAccepted(made, accepted);
    const { skipped } = gathered;
    return this.#hold(plan, { vault: new RememberingVault(vault), accepted, skipped }, signal);
  }

  /** The plan with other ticks and targets. @throws the signal's reason. */
  async change(
    { plan: number, changes }: ChangePlanParams,
    signal: AbortSignal,
  ): Promise<PlanMigrationResult> {
    const held = this.#shelf.get(number);
    if (!held) return gone;
    const changed = changedPlan(held.prepared.plan, changes);
    return typeof changed === 'string' ? no(changed) : this.#hold(changed, held, signal);
  }

  /** A file before and after, with every value masked. */
  preview({ plan: number, uri }: PreviewParams): PreviewResult {
    const held = this.#shelf.get(number);
    if (!held) return gone;
    const preview = maskedPreview(held.prepared.plan, uri);
    return preview ? { ok: true, ...preview } : no('The plan has no such file.');
  }

  async #plan(
    { files }: GatheredSources,
    ownTemplate: string | undefined,
    signal: AbortSignal,
  ): Promise<Plan | string> {
    const { access, connection } = this.#parts;
    // How references are written depends on the versions of the mounts.
    await access.store.listMounts(signal);
    const tell = (problem: string): void => connection.console.warn(problem);
    const options = await planOptions(files, { store: access.store, ownTemplate, tell });
    if (typeof options === 'string') return options;
    return planEntries(
      files.map(({ source }) => source),
      options,
    );
  }

  /** Looks at what the plan touches, and keeps it. */
  async #hold(plan: Plan, around: Surroundings, signal: AbortSignal): Promise<PlanMigrationResult> {
    const looks: SecretVault = around.vault.looks;
    const { origin, namespace } = looks;
    const seen = await preparePlan({ vault: looks, files: this.#files }, plan, signal);
    const prepared = withEarlierLooks(seen, around.prepared);
    signal.throwIfAborted();
    const { vault } = this.#parts.access;
    if (origin === undefined || vault.origin !== origin || vault.namespace !== namespace)
      return no('The connection to Vault changed meanwhile: try again.');
    const held = { ...around, number: this.#shelf.nextNumber(), prepared, origin, namespace };
    return this.#shelf.put(held, around.number) ? { ok: true, plan: planView(held) } : gone;
  }
}

/** What is not ticked any more was looked at before: it can still be told what Vault would see of it. */
function withEarlierLooks({ plan, looks }: PreparedPlan, earlier: PreparedPlan | undefined): PreparedPlan {
  const paths = new Map([...(earlier?.looks.paths ?? []), ...looks.paths]);
  const all = { ...looks, paths };
  return { plan, looks: all, judgement: judge(plan, all) };
}

function acceptedPlaces({ files }: GatheredSources): ReadonlySet<string> {
  return new Set(
    files.flatMap(({ source, accepted }) => [...accepted].map((one) => findingPlace(source.uri, one))),
  );
}

/** What a person has accepted where it is, they move only when they say so. */
function withoutAccepted(plan: Plan, accepted: ReadonlySet<string>): Plan {
  const ids = plan.entries.flatMap(({ id, uri, finding }) =>
    accepted.has(findingPlace(uri, finding)) ? [id] : [],
  );
  return ids.length === 0 ? plan : tick(plan, ids, false);
}

function no(message: string): { readonly ok: false; readonly message: string } {
  return { ok: false, message };
}
