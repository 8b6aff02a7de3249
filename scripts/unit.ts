import { runStep } from './steps/runStep.ts';

/** The pure tests alone. Arguments go to vitest (`npm run test:unit -- parse`). */
const outcome = await runStep('unit tests', 'vitest', ['run', '--project', 'unit', ...process.argv.slice(2)]);
process.exit(outcome.ok ? 0 : 1);
