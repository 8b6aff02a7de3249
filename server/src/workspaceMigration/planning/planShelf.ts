import type { Subscription } from '../../languageService/secretStore.ts';
import type { Timer, VaultAccess } from '../../runtime.ts';
import type { HeldPlan } from './heldPlan.ts';

/** So long a plan is kept that nobody asks about, in milliseconds: it holds values. */
const KEPT_MS = 30 * 60_000;

/** The one plan that there is. It goes when another takes its place, when the connection changes, and after a while. */
export class PlanShelf {
  readonly #access: VaultAccess;
  readonly #timer: Timer;
  #plan: HeldPlan | undefined;
  #end: Subscription | undefined;
  #numbers = 0;

  constructor(access: VaultAccess, timer: Timer) {
    this.#access = access;
    this.#timer = timer;
    access.onDidChangeStatus(() => {
      if (this.#plan && !this.#isStillThere(this.#plan)) this.drop();
    });
  }

  /** A number that no plan had. */
  nextNumber(): number {
    this.#numbers += 1;
    return this.#numbers;
  }

  /** The plan with this number; undefined when it does not hold any more. */
  get(number: number): HeldPlan | undefined {
    const plan = this.#plan;
    if (plan?.number !== number || !this.#isStillThere(plan)) return undefined;
    this.#keep(plan);
    return plan;
  }

  /**
   * Keeps a plan in place of the one with the number `over`, or of none.
   * @returns false when there is another by now, whose place it would take unseen
   */
  put(plan: HeldPlan, over: number | undefined): boolean {
    if (this.#plan?.number !== over) return false;
    this.#keep(plan);
    return true;
  }

  drop(): void {
    this.#end?.dispose();
    this.#end = undefined;
    this.#plan = undefined;
  }

  #keep(plan: HeldPlan): void {
    this.drop();
    this.#plan = plan;
    this.#end = this.#timer.setTimeout(() => this.drop(), KEPT_MS);
  }

  #isStillThere({ origin, namespace }: HeldPlan): boolean {
    const { vault } = this.#access;
    return vault.origin === origin && vault.namespace === namespace;
  }
}
