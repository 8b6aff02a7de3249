import type { ChangePlanParams, MigrationPlan } from '../../../server/src/protocol.ts';

/** A tick or a target that the person has changed. */
export type PlanChange = ChangePlanParams['changes'][number];

type Edit = Omit<PlanChange, 'entry'>;

/**
 * What the person has changed in a plan, by places in files: a plan that is made again numbers its entries anew, and must
 * not silently tick what was left out.
 */
export class PlanEdits {
  readonly #edits = new Map<string, Edit>();

  /** Remembers changes of this plan. */
  note(plan: MigrationPlan, changes: readonly PlanChange[]): void {
    const places = placesOf(plan);
    for (const { entry, ...edit } of changes) {
      const place = places.get(entry);
      if (place !== undefined) this.#edits.set(place, { ...this.#edits.get(place), ...edit });
    }
  }

  /** What to change in a plan that was made again. */
  changesFor(plan: MigrationPlan): readonly PlanChange[] {
    const places = placesOf(plan);
    return plan.files.flatMap(({ entries }) =>
      entries.flatMap((entry) => {
        const { isOn, target } = this.#edits.get(places.get(entry.id) ?? '') ?? {};
        const change = {
          ...(isOn === undefined || isOn === entry.isOn || !entry.canMove ? {} : { isOn }),
          ...(target === undefined || target === entry.targetText ? {} : { target }),
        };
        return Object.keys(change).length === 0 ? [] : [{ entry: entry.id, ...change }];
      }),
    );
  }

  clear(): void {
    this.#edits.clear();
  }
}

/** A name for the place of each entry: file, rule and key path, and which of those that share them. */
function placesOf({ files }: MigrationPlan): ReadonlyMap<string, string> {
  const [places, counts] = [new Map<string, string>(), new Map<string, number>()];
  for (const { uri, entries } of files) {
    for (const { id, rule, keyPath } of entries) {
      const place = JSON.stringify([uri, rule, keyPath]);
      const ordinal = counts.get(place) ?? 0;
      counts.set(place, ordinal + 1);
      places.set(id, `${place}${ordinal}`);
    }
  }
  return places;
}
