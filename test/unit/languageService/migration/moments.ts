import { expect } from 'vitest';
import type { Step } from '../../../support/inMemorySecretVault.ts';
import { canary, isInVault, moved, target, type World, world } from './moveWorld.ts';

/** Every state that a move can begin in and that leads to a write or a reuse. */
const beginnings: Readonly<Record<string, (w: World) => void>> = {
  'a new path': () => undefined,
  'an existing path': ({ vault }) => {
    vault.put(target, { user: 'shop' });
  },
  'a soft-deleted path': ({ vault }) => {
    vault.put(target, { user: 'shop' });
    vault.softDelete(target);
  },
  'the same value there': ({ vault }) => {
    vault.put(target, { db_password: canary });
  },
};

export interface Moment {
  readonly beginning: string;
  readonly index: number;
  readonly step: Step | 'edit before' | 'edit after';
}

/** All moments between two awaits of a move, found by watching one. */
async function moments(): Promise<Moment[]> {
  const all: Moment[] = [];
  for (const [beginning, begin] of Object.entries(beginnings)) {
    const w = world();
    begin(w);
    let index = 0;
    at(w, (step) => void all.push({ beginning, index: index++, step }));
    await w.move();
    expect(w.document.text).toBe(moved);
  }
  return all;
}

function at(w: World, act: (step: Moment['step']) => void | Promise<void>): void {
  w.vault.onStep = act;
  w.document.onApply = (when) => act(`edit ${when}`);
}

/** A world in which `act` happens at one moment of its move. */
export function worldWith(moment: Moment, act: (w: World) => void | Promise<void>): World {
  const w = world();
  beginnings[moment.beginning]!(w);
  let index = 0;
  at(w, () => (index++ === moment.index ? act(w) : undefined));
  return w;
}

const name = ({ beginning, step }: Moment): string =>
  `${beginning}: ${typeof step === 'string' ? step : `${step.call} ${step.when}`}`;
/** Every await of every kind of move, with its name. */
export const table = (await moments()).map((moment): [string, Moment] => [name(moment), moment]);
/** Those before the document is touched. */
export const beforeEdit = table.filter(([, { step }]) => typeof step !== 'string');

/** Before the write nothing is claimed, even where the same value happens to be there. */
export function saysInVault({ step }: Moment, w: World): boolean {
  const isAfterRead = typeof step !== 'string' && (step.call === 'mountInfo' || step.call === 'readCurrent');
  if (isAfterRead && !w.vault.calls.includes('writeKeys')) return false;
  return isInVault(w);
}
