import { describe, expect, test } from 'vitest';
import type { HeldPlan } from '../../../server/src/workspaceMigration/planning/heldPlan.ts';
import { PlanShelf } from '../../../server/src/workspaceMigration/planning/planShelf.ts';
import { checkingAccess } from '../../support/fakeAccess.ts';
import { InMemorySecretVault } from '../../support/inMemorySecretVault.ts';
import { ManualTimer } from '../../support/manualTimer.ts';

const minute = 60_000;

function world() {
  const vault = new InMemorySecretVault();
  const timer = new ManualTimer();
  let changed = (): void => undefined;
  const access = {
    ...checkingAccess(),
    vault,
    onDidChangeStatus: (listener: () => void) => {
      changed = listener;
      return { dispose: () => undefined };
    },
  };
  const shelf = new PlanShelf(access, timer);
  const plan = (): HeldPlan => {
    const { origin = '', namespace } = vault;
    // What else a plan holds does not matter to who keeps it.
    return { number: shelf.nextNumber(), origin, namespace } as HeldPlan;
  };
  return { shelf, vault, timer, plan, changed: () => changed() };
}

describe('the plan that is kept', () => {
  test('is known by its number, until another takes its place', () => {
    const { shelf, plan } = world();
    const [one, two] = [plan(), plan()];
    expect(shelf.put(one, undefined)).toBe(true);
    expect(shelf.get(one.number)).toBe(one);
    expect(shelf.put(two, one.number)).toBe(true);
    expect([shelf.get(one.number), shelf.get(two.number)]).toEqual([undefined, two]);
    shelf.drop();
    expect(shelf.get(two.number)).toBeUndefined();
  });

  test('takes the place of none that its maker has not seen', () => {
    const { shelf, plan } = world();
    const [one, two, three] = [plan(), plan(), plan()];
    shelf.put(one, undefined);
    shelf.put(two, one.number);
    expect(shelf.put(three, one.number)).toBe(false);
    expect(shelf.put(three, undefined)).toBe(false);
    expect(shelf.get(two.number)).toBe(two);
  });

  test('goes half an hour after it was asked for last', () => {
    const { shelf, plan, timer } = world();
    const one = plan();
    shelf.put(one, undefined);
    timer.advance(29 * minute);
    expect(shelf.get(one.number)).toBe(one);
    timer.advance(29 * minute);
    expect(shelf.get(one.number)).toBe(one);
    timer.advance(30 * minute);
    expect(shelf.get(one.number)).toBeUndefined();
  });

  test.each<readonly [string, (vault: InMemorySecretVault) => void]>([
    ['signing out', (vault) => void (vault.origin = undefined)],
    ['another server', (vault) => void (vault.origin = 'https://other.example')],
    ['another namespace', (vault) => void (vault.namespace = 'team')],
  ])('goes with %s, and does not come back', (_, change) => {
    const { shelf, plan, vault, changed } = world();
    const { origin, namespace } = vault;
    const one = plan();
    shelf.put(one, undefined);
    change(vault);
    expect(shelf.get(one.number)).toBeUndefined();
    changed();
    Object.assign(vault, { origin, namespace });
    changed();
    expect(shelf.get(one.number)).toBeUndefined();
  });

  test('stays where something else about the connection is told', () => {
    const { shelf, plan, changed } = world();
    const one = plan();
    shelf.put(one, undefined);
    changed();
    expect(shelf.get(one.number)).toBe(one);
  });
});
