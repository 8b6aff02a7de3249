import type { PreparedPlan } from '../../migration/service/preparedPlan.ts';
import type { MigrationPlan } from '../../protocol.ts';
import type { RememberingVault } from './rememberingVault.ts';

/** A plan that is shown to a person. It holds values, so it stays in memory. */
export interface HeldPlan {
  readonly number: number;
  readonly prepared: PreparedPlan;
  /** The connection that it was made for. */
  readonly origin: string;
  readonly namespace: string;
  /** What was seen of Vault for it. */
  readonly vault: RememberingVault;
  /** Places of findings that a baseline accepts, as `findingPlace` names them. */
  readonly accepted: ReadonlySet<string>;
  readonly skipped: MigrationPlan['skipped'];
}

/** Names a finding among those of all files. */
export function findingPlace(uri: string, { start, end }: { start: number; end: number }): string {
  return `${start}-${end} ${uri}`;
}
