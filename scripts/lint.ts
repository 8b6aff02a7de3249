import { runStep } from './steps/runStep.ts';

/** Formatting, lint and types, in that order; all three run even when one fails. */
const outcomes = [
  await runStep('formatting', 'prettier', ['--check', '--log-level', 'warn', '.']),
  await runStep('lint', 'eslint', ['.', '--cache', '--cache-location', '.cache/eslint']),
  await runStep('types', 'tsc', ['--noEmit', '--incremental', '--tsBuildInfoFile', '.cache/tsbuildinfo']),
];
process.exit(outcomes.every((outcome) => outcome.ok) ? 0 : 1);
