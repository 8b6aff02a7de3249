import { basename, isAbsolute, relative, resolve } from 'node:path';
import { languageOf } from '../../scan/files/language.ts';
import { maxBytes } from '../../scan/files/readText.ts';
import { scanTexts, type TextStep } from '../../scan/scanTexts.ts';
import type { CliContext } from '../context.ts';
import type { Source } from './source.ts';
import { PATTERN_TIME_LIMIT } from './timeLimit.ts';

/** What is piped in, taken for the content of the file that is named, which need not exist. */
export function standardInputSource(
  fileName: string,
  context: Pick<CliContext, 'cwd' | 'standardInput'>,
): Source {
  return {
    root: context.cwd,
    scan: (request, tell) => scanTexts(inputText(fileName, context), request, tell, PATTERN_TIME_LIMIT),
  };
}

async function* inputText(
  shown: string,
  { cwd, standardInput }: Pick<CliContext, 'cwd' | 'standardInput'>,
): AsyncIterable<TextStep> {
  const skip = (reason: string, isArgument: boolean): TextStep => ({
    skipped: { shown, reason, isArgument },
  });
  const languageId = languageOf(basename(shown));
  if (languageId === undefined) {
    yield skip('neither YAML nor JSON by its name', false);
    return;
  }
  const bytes = await readAll(standardInput());
  if (bytes === undefined) {
    yield skip(`larger than ${maxBytes} bytes`, true);
    return;
  }
  const absolute = resolve(cwd, shown);
  yield {
    file: { absolute, shown, relative: relativeName(cwd, absolute), languageId, isArgument: true },
    bytes,
  };
}

/** All that comes; undefined when it is more than a file may have. */
async function readAll(input: AsyncIterable<Uint8Array>): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of input) {
    size += chunk.length;
    if (size > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The slash path of a file below the folder, and its name alone where it lies elsewhere. */
function relativeName(folder: string, absolute: string): string {
  const path = relative(folder, absolute);
  return path.startsWith('..') || isAbsolute(path) ? basename(absolute) : path.replaceAll('\\', '/');
}
