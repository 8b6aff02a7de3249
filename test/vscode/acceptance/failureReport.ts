import { join } from 'node:path';
import { tailOfLogs } from '../../../scripts/editor/editorLogs.ts';
import { projectRoot } from '../../../scripts/editor/places.ts';
import type { World } from './world.ts';

/**
 * Tells what a person would look for after a failed step: a picture of the window (in .cache/), the state of the connection, and the
 * end of the editor's and the extension's logs. Never rejects.
 */
export async function reportFailure(
  { workbench, session }: World,
  step: string,
  report: (line: string) => void,
): Promise<void> {
  const name = step
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .slice(0, 60);
  const picture = join(projectRoot, '.cache', `acceptance-failure-${name}.png`);
  const isTaken = await workbench.screenshot(picture).then(
    () => true,
    () => false,
  );
  if (isTaken) report(`    picture: ${picture}`);
  const status = await workbench.languageStatus().catch(() => 'not readable');
  report(`    language status: ${status === '' ? 'none, so the extension has not started' : status}`);
  for (const line of await tailOfLogs(session.server.runFolder)) report(`    ${line}`);
}
