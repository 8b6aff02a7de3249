import { isIndirectKind } from './indirectKinds.ts';

/** What the root of a document says, as far as rules ask. */
export interface RootFacts {
  readonly kind: string | undefined;
  readonly type: string | undefined;
}

/**
 * Only what makes a difference to a rule, so that a word that is being typed at the root does not have all of its
 * document read anew at each keystroke.
 */
export function tellingFacts({ kind, type }: RootFacts): RootFacts {
  return {
    kind: kind === 'Secret' || isIndirectKind(kind) ? kind : undefined,
    type: type === 'VaultProvider' ? type : undefined,
  };
}
