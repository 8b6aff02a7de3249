import { printable } from '../../printable.ts';
import type { CliContext } from '../context.ts';
import { CouldNotError } from '../context.ts';

/** Asks the person at the terminal. @throws CouldNotError unless they say yes. */
export async function agree(
  { confirm, stderr }: Pick<CliContext, 'confirm' | 'stderr'>,
  lines: readonly string[],
  question: string,
): Promise<void> {
  for (const line of lines) stderr.write(`${printable(line)}\n`);
  const answer = await confirm?.(`${printable(question)} [y/N] `);
  if (answer === undefined)
    throw new CouldNotError('Nothing was written: nobody can be asked, so give --yes.');
  if (!answer) throw new CouldNotError('Nothing was written.');
}

/** A number with its noun. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** Where secrets go, as a person reads it. */
export function placeWords({
  origin,
  namespace,
}: {
  readonly origin: string;
  readonly namespace: string;
}): string {
  return namespace === '' ? `${origin} (root namespace)` : `${origin}, namespace ${namespace}`;
}
