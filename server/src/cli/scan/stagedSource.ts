import { maxBytes } from '../../scan/files/readText.ts';
import type { ConfigFile } from '../../scan/files/walk.ts';
import { readBlobs } from '../../scan/git/blobs.ts';
import type { Repository } from '../../scan/git/repository.ts';
import { openRepository } from '../../scan/git/repository.ts';
import { stagedFiles } from '../../scan/git/stagedFiles.ts';
import { scanTexts, type TextStep } from '../../scan/scanTexts.ts';
import type { CliContext } from '../context.ts';
import { configFileOf } from './gitFiles.ts';
import type { Source } from './source.ts';
import { PATTERN_TIME_LIMIT } from './timeLimit.ts';

/** What git is about to commit, as it is in the index. @throws GitError where there is no repository */
export async function stagedSource(
  paths: readonly string[],
  { cwd, environment }: Pick<CliContext, 'cwd' | 'environment'>,
): Promise<Source> {
  const repository = await openRepository(cwd, environment);
  return {
    root: repository.top,
    scan: (request, tell) => scanTexts(stagedTexts(repository, paths), request, tell, PATTERN_TIME_LIMIT),
  };
}

async function* stagedTexts(repository: Repository, paths: readonly string[]): AsyncIterable<TextStep> {
  const found: { readonly file: ConfigFile; readonly objectId: string }[] = [];
  for (const changed of await stagedFiles(repository, paths)) {
    const step = configFileOf(repository, changed);
    if (step === undefined) continue;
    if ('skipped' in step) yield step;
    else found.push({ file: step.file, objectId: changed.objectId });
  }
  for await (const { item, ...read } of readBlobs(repository.git, found, maxBytes)) {
    const { file } = item;
    if ('bytes' in read) yield { file, bytes: read.bytes };
    else yield { skipped: { shown: file.shown, reason: read.skipped, isArgument: false } };
  }
}
