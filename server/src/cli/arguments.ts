import { parseArgs, type ParseArgsConfig } from 'node:util';
import { UsageError } from './context.ts';

/**
 * Paths and string options of a command that takes paths.
 * @throws UsageError for an unknown option, an option without its value, and when no path is given.
 */
export function readArguments<Option extends string>(
  args: readonly string[],
  options: readonly Option[],
): { readonly paths: readonly string[] } & Readonly<Partial<Record<Option, string>>> {
  const known = Object.fromEntries(options.map((option) => [option, { type: 'string' as const }]));
  const { values, positionals } = parseOptions(args, known);
  if (positionals.length === 0) throw new UsageError('No PATH is given.');
  return { ...(values as Partial<Record<Option, string>>), paths: positionals };
}

/** Options and what is left of them. @throws UsageError, which repeats nothing: an argument may be a secret. */
export function parseOptions<Options extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: Options,
): ReturnType<typeof parseArgs<{ options: Options; allowPositionals: true }>> {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch {
    throw new UsageError('An option is unknown or lacks its value.');
  }
}

/** The value of an option that has some known ones. @throws UsageError that names them. */
export function oneOf<T extends string>(option: string, known: readonly T[], given: string): T {
  const found = known.find((one) => one === given);
  if (found !== undefined) return found;
  throw new UsageError(`${option} is ${known.slice(0, -1).join(', ')} or ${known.at(-1) ?? ''}.`);
}
