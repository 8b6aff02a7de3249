import { runStep } from './steps/runStep.ts';

/** Bundles into dist/. */
process.exit((await runStep('bundle', 'node', ['esbuild.mjs', ...process.argv.slice(2)])).ok ? 0 : 1);
