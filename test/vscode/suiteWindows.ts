import { join } from 'node:path';
import { isFullRun } from '../support/fullRun.ts';
import { leastPrivilegePolicy } from '../support/leastPrivilege.ts';
import type { TestAdmin } from '../support/testAdmin.ts';
import type { TestVault } from '../support/testVault.ts';
import { manyFiles, foreignData, writeMigrationWorkspace } from './migration/suiteMigration.ts';
import { suiteSecrets, writeSuiteWorkspace } from './suiteWorkspace.ts';

/** A window of the suite: which cases run in it, on what, and who is signed in. */
export interface SuiteWindow {
  readonly name: string;
  /** Of the cases, as `suite/index.ts` has them. */
  readonly cases: string;
  /** Sets Vault up, writes the workspace into the folder and returns what to open. */
  readonly prepare: (folder: string, admin: TestAdmin) => Promise<string>;
  /** The token in the window's environment. */
  readonly token: (vault: TestVault, admin: TestAdmin) => Promise<string>;
}

const root: SuiteWindow['token'] = (vault) => Promise.resolve(vault.rootToken);
const leastPrivilege: SuiteWindow['token'] = (_vault, admin) =>
  admin.tokenWithPolicy(leastPrivilegePolicy('secret'));

async function prepareGeneral(folder: string, admin: TestAdmin): Promise<string> {
  for (const [path, data] of Object.entries(suiteSecrets)) await admin.putSecret('secret', path, data);
  return writeSuiteWorkspace(join(folder, 'workspace'));
}

/** `name` is that of the workspace's folder, and so begins each path in Vault. */
function migration(name: string, token: SuiteWindow['token']): SuiteWindow {
  return {
    name,
    cases: 'migration',
    async prepare(folder, admin) {
      const path = manyFiles(name, isFullRun)[1]?.secrets[0]?.path ?? '';
      await admin.putSecret('secret', path, foreignData);
      return writeMigrationWorkspace(folder, name, isFullRun);
    },
    token,
  };
}

/**
 * The windows of the suite, one after the other. Moving many secrets is tried in the reduced run with the weaker token
 * alone: it may do nothing that the other may not.
 */
export const suiteWindows: readonly SuiteWindow[] = [
  { name: 'general', cases: 'general', prepare: prepareGeneral, token: root },
  migration('migration-least', leastPrivilege),
  ...(isFullRun ? [migration('migration-root', root)] : []),
];
