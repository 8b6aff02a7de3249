import { pathToFileURL } from 'node:url';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CliContext } from '../context.ts';
import { printable } from '../printable.ts';
import { readText } from './readText.ts';
import { walkConfigFiles } from './walk.ts';
import type { ConfigFile, Skipped } from './walk.ts';

export interface ReadFile {
  readonly file: ConfigFile;
  readonly document: TextDocument;
}

/** Reads config files and keeps count of what it could not read, naming it on standard error. */
export class FileReader {
  readonly #context: CliContext;
  #read = 0;
  #couldNotReadArgument = false;

  constructor(context: CliContext) {
    this.#context = context;
  }

  /** How many files were read. */
  get read(): number {
    return this.#read;
  }

  /** True when a path that was asked for could not be read. */
  get couldNotReadArgument(): boolean {
    return this.#couldNotReadArgument;
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
        this.skip({ shown: file.shown, reason: content.skipped, isArgument: paths.includes(file.shown) });
        continue;
      }
      this.#read++;
      const uri = pathToFileURL(file.absolute).href;
      yield { file, document: TextDocument.create(uri, file.languageId, 1, content.text) };
    }
  }

  /** Names something that is not looked into. */
  skip({ shown, reason, isArgument }: Skipped): void {
    this.#couldNotReadArgument ||= isArgument;
    this.#context.stderr.write(`skipped ${printable(shown)}: ${reason}\n`);
  }
}
