import { pathToFileURL } from 'node:url';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CliContext } from '../context.ts';
import { readText } from '../../scan/files/readText.ts';
import { walkConfigFiles } from '../../scan/files/walk.ts';
import type { ConfigFile, Skipped } from '../../scan/files/walk.ts';
import { SkippedFiles } from './skippedFiles.ts';

export interface ReadFile {
  readonly file: ConfigFile;
  readonly document: TextDocument;
}

/** Reads config files and keeps count of what it could not read, naming it on standard error. */
export class FileReader {
  readonly #context: CliContext;
  readonly #skipped: SkippedFiles;
  #read = 0;

  constructor(context: CliContext) {
    this.#context = context;
    this.#skipped = new SkippedFiles(context);
  }

  /** How many files were read. */
  get read(): number {
    return this.#read;
  }

  /** True when a path that was asked for could not be read. */
  get couldNotReadArgument(): boolean {
    return this.#skipped.hasArgument;
  }

  /** The files at and below `paths`. Never throws. */
  *files(paths: readonly string[]): Iterable<ReadFile> {
    for (const step of walkConfigFiles(paths, this.#context.cwd)) {
      if ('skipped' in step) {
        this.skip(step.skipped);
        continue;
      }
      const { file } = step;
      const content = readText(file.absolute);
      if ('skipped' in content) {
        this.skip({ shown: file.shown, reason: content.skipped, isArgument: file.isArgument });
        continue;
      }
      this.#read++;
      const uri = pathToFileURL(file.absolute).href;
      yield { file, document: TextDocument.create(uri, file.languageId, 1, content.text) };
    }
  }

  /** Names something that is not looked into. */
  skip(skipped: Skipped): void {
    this.#skipped.tell(skipped);
  }
}
