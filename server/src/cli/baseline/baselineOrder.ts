import { confidences, type Confidence } from '../../languageService/findings/finding.ts';
import { baselineFileName } from '../../scan/baseline/baseline.ts';
import { reasonProblem } from '../../scan/baseline/format.ts';
import { peerNames, type PeerName } from '../../scan/baseline/peers/peerBaseline.ts';
import { oneOf, parseOptions } from '../arguments.ts';
import { UsageError } from '../context.ts';
import { type FileSelection, readSelection, selectionOptions } from '../scan/fileSelection.ts';

const actions = ['create', 'update', 'prune', 'import'] as const;
export type BaselineAction = (typeof actions)[number];

/** What the command line asks to be done with a baseline. */
export interface BaselineOrder {
  readonly action: BaselineAction;
  readonly paths: readonly string[];
  /** The baseline. */
  readonly file: string;
  readonly reason: string | undefined;
  /** When absent, that of the settings. */
  readonly minConfidence: Confidence | undefined;
  /** File with settings of detection. */
  readonly config: string | undefined;
  /** The file of another scanner; of `import` alone. */
  readonly peerFile: string;
  readonly from: PeerName | undefined;
  /** Which files at and below the paths are looked at. */
  readonly selection: FileSelection;
}

/** Options of each action besides those that all have. */
const allowed: Readonly<Record<BaselineAction, readonly string[]>> = {
  create: ['reason', 'min-confidence'],
  update: ['reason', 'min-confidence'],
  prune: [],
  import: ['reason', 'min-confidence', 'from'],
};

const options = {
  file: { type: 'string' },
  config: { type: 'string' },
  reason: { type: 'string' },
  'min-confidence': { type: 'string' },
  from: { type: 'string' },
  ...selectionOptions,
} as const;

/** Reads the arguments of `vault-refs baseline`. @throws UsageError when they do not fit. */
export function readBaselineOrder([name, ...args]: readonly string[]): BaselineOrder {
  const action = actions.find((one) => one === name);
  if (!action) throw new UsageError('After "baseline" comes create, update, prune or import.');
  const { values, positionals } = parseOptions(args, options);
  const known = ['file', 'config', ...Object.keys(selectionOptions), ...allowed[action]];
  const other = Object.keys(values).find((option) => !known.includes(option));
  if (other !== undefined) throw new UsageError(`"baseline ${action}" has no --${other}.`);
  const [peerFile = '', ...rest] = action === 'import' ? positionals : ['', ...positionals];
  if (rest.length === 0)
    throw new UsageError(action === 'import' ? 'A FILE and a PATH are needed.' : 'No PATH is given.');
  const { file = baselineFileName, reason, 'min-confidence': least } = values;
  if (file === '' || values.config === '') throw new UsageError('The name of a FILE is empty.');
  const problem = reason === undefined ? undefined : reasonProblem(reason);
  if (problem !== undefined) throw new UsageError(problem);
  return {
    action,
    paths: rest,
    file,
    reason,
    minConfidence: least === undefined ? undefined : oneOf('--min-confidence', confidences, least),
    config: values.config,
    peerFile,
    from: values.from === undefined ? undefined : oneOf('--from', peerNames, values.from),
    selection: readSelection(values),
  };
}
