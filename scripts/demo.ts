import { runHeadless } from './demo/headless.ts';
import { runInteractive } from './demo/interactive.ts';
import { prepareDemo } from './demo/prepare.ts';

/** `npm run demo` opens the example in an editor for a person; `-- --headless` drives it. Exit 1 on any failure. */
const report = (line: string): void => console.log(line);
const run = process.argv.includes('--headless') ? runHeadless : runInteractive;
try {
  const demo = await prepareDemo(report);
  try {
    await run(demo, report);
  } finally {
    await demo.vault.stop();
  }
} catch (error) {
  console.error(`\nThe demo failed: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
