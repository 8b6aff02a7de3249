import type { PlacedSecret } from '../../migration/migrationFiles.ts';
import { movedData } from '../../migration/migrationFiles.ts';
import { foreignData } from '../../migration/suiteMigration.ts';
import { expectEqual } from '../suiteCase.ts';
import { vaultData } from '../vaultValue.ts';
import { many } from './folder.ts';

/** What stood at a path before any move. */
function foreignAt(path: string): Readonly<Record<string, string>> | undefined {
  return many()[1]?.secrets[0]?.path === path ? foreignData : undefined;
}

/** Of `all` paths, Vault holds exactly the values of these secrets and what somebody else had there. */
export async function expectInVault(
  all: readonly PlacedSecret[],
  moved: readonly PlacedSecret[],
  when: string,
): Promise<void> {
  const data = movedData(moved);
  for (const path of new Set(all.map((secret) => secret.path))) {
    const own = data.get(path);
    const expected = own || foreignAt(path) ? { ...foreignAt(path), ...own } : undefined;
    expectEqual(sorted(await vaultData('secret', path)), sorted(expected), `secret/${path} ${when}`);
  }
}

function sorted(data: Readonly<Record<string, string>> | undefined): unknown {
  return data && Object.entries(data).sort(([one], [other]) => (one < other ? -1 : 1));
}
