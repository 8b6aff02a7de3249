import { readFileSync, statSync } from 'node:fs';
import { compareText, type Comparison } from './compareText.ts';

/** Larger files are left out: the reader refuses them, and editors do. In bytes. */
export const MAX_BYTES = 2 << 20;

export type Outcome = Comparison | { readonly skipped: 'not UTF-8' | 'over 2 MiB' | 'not readable' };

/** Compares one file. JSON is what ends so; everything else is YAML. */
export function examineFile(path: string, showText: boolean): Outcome {
  const text = readText(path);
  return typeof text === 'string' ? compareText(text, languageOf(path), showText) : text;
}

/** The language of a file, by its name. */
export function languageOf(path: string): 'json' | 'yaml' {
  return /\.jsonc?$/i.test(path) ? 'json' : 'yaml';
}

function readText(path: string): string | Exclude<Outcome, Comparison> {
  try {
    if (statSync(path).size > MAX_BYTES) return { skipped: 'over 2 MiB' };
    const bytes = readFileSync(path);
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    return { skipped: error instanceof TypeError ? 'not UTF-8' : 'not readable' };
  }
}
