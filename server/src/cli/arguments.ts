import { parseArgs } from 'node:util';
import { UsageError } from './context.ts';

/**
 * Paths and string options of a command that takes paths.
 * @throws UsageError for an unknown option, an option without its value, and when no path is given.
 */
export function readArguments<Option extends string>(
  args: readonly string[],
  options: readonly Option[],
): { readonly paths: readonly string[] } & Readonly<Partial<Record<Option, string>>> {
  const { values, positionals } = parse(args, options);
  if (positionals.length === 0) throw new UsageError('No PATH is given.');
  return { ...values, paths: positionals };
}

function parse<Option extends string>(
  args: readonly string[],
  options: readonly Option[],
): { readonly values: Partial<Record<Option, string>>; readonly positionals: readonly string[] } {
  const known = Object.fromEntries(options.map((option) => [option, { type: 'string' as const }]));
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: known, allowPositionals: true });
    return { values: values as Partial<Record<Option, string>>, positionals };
  } catch {
    throw new UsageError('An option is unknown or lacks its value.');
  }
}
