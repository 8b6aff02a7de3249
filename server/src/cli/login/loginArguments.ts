import { parseOptions } from '../arguments.ts';
import { UsageError } from '../context.ts';

const options = {
  mount: { type: 'string' },
  namespace: { type: 'string' },
  'ca-file': { type: 'string' },
  'allow-redirect': { type: 'string' },
  role: { type: 'string' },
  port: { type: 'string' },
  'role-name': { type: 'string' },
  'secret-id': { type: 'boolean' },
  'secrets-mount': { type: 'string' },
  force: { type: 'boolean' },
  print: { type: 'boolean' },
} as const;

export type LoginOptions = ReturnType<typeof parseOptions<typeof options>>['values'];

export interface LoginArguments {
  readonly method: string;
  readonly url: string;
  /** What follows METHOD and URL. */
  readonly rest: readonly string[];
  readonly options: LoginOptions;
}

/** @throws UsageError, which repeats nothing of the arguments: one may be a secret. */
export function readLoginArguments(args: readonly string[]): LoginArguments {
  const { values, positionals } = parseOptions(args, options);
  const [method, url, ...rest] = positionals;
  if (method === undefined) throw new UsageError('No METHOD is given.');
  if (url === undefined) throw new UsageError('No URL is given.');
  if (values.force === true && values.print === true)
    throw new UsageError('--print writes no file, so --force means nothing with it.');
  return { method, url, rest, options: values };
}
