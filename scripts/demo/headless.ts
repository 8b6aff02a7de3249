import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { codeServerLabel } from '../editor/codeServer.ts';
import { projectRoot } from '../editor/places.ts';
import { openWorkbench } from '../editor/workbenchSession.ts';
import { demoSteps } from './headlessSteps.ts';
import type { Stage } from './headlessSteps.ts';
import type { Demo } from './prepare.ts';

/** Drives the demo through the real editor without a person. @throws Error when a step fails. */
export async function runHeadless(demo: Demo, report: (line: string) => void): Promise<void> {
  const { vsix, workspace } = demo;
  report(`Editor: ${codeServerLabel} with the packaged extension, driven without a screen`);
  const session = await openWorkbench({ vsix, workspace, onProgress: report });
  const output = join(projectRoot, 'demo-output');
  await rm(output, { recursive: true, force: true });
  const stage: Stage = { ...demo, workbench: session.workbench, output, report };
  try {
    for (const [index, step] of demoSteps.entries()) {
      report(`\n${index + 1}. ${step.title}`);
      await step.run(stage);
    }
  } catch (error) {
    await session.workbench.screenshot(join(output, 'failed.png')).catch(() => undefined);
    throw error;
  } finally {
    await session.close();
  }
  report(`\nScreenshots: ${output}`);
}
