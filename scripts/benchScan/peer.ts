import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where gitleaks is: what `VAULT_REFS_BENCH_GITLEAKS` names, or what is in PATH; undefined when it is not installed. */
export function findGitleaks(environment: NodeJS.ProcessEnv): string | undefined {
  const named = environment['VAULT_REFS_BENCH_GITLEAKS'];
  const places = (environment['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'gitleaks'));
  return [...(named === undefined ? [] : [named]), ...places].find(isProgram);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
