import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { FileChange, FileLook, FileOutcome, RunFiles } from '../migration/runFiles.ts';
import type { Timer } from '../runtime.ts';
import type { EditorDocuments } from './editorDocuments.ts';

export interface EditorFilesParts {
  readonly documents: EditorDocuments;
  /** The files on disk. */
  readonly disk: RunFiles;
  readonly timer: Timer;
}

/** How often a document that was saved is compared with the disk, and how long between two looks, in milliseconds. */
const MAX_LOOKS = 40;
const pauseMs = 50;

/**
 * The files of a run in an editor: an open document is edited and saved by the editor, all others are written on disk.
 * An open one counts only as long as it reads as its file does.
 */
export class EditorFiles implements RunFiles {
  readonly #documents: EditorDocuments;
  readonly #disk: RunFiles;
  readonly #timer: Timer;

  constructor({ documents, disk, timer }: EditorFilesParts) {
    this.#documents = documents;
    this.#disk = disk;
    this.#timer = timer;
  }

  async look(uri: string, signal: AbortSignal): Promise<FileLook> {
    const onDisk = await this.#disk.look(uri, signal);
    const document = this.#documents.find(uri);
    if (!document || onDisk.kind === 'unusable') return onDisk;
    const problem = difference(document.getText(), onDisk.text);
    return problem === undefined ? onDisk : { kind: 'unusable', problem };
  }

  async replace(uri: string, change: FileChange): Promise<FileOutcome> {
    if (!this.#documents.find(uri)) return this.#disk.replace(uri, change);
    const look = await this.look(uri, new AbortController().signal);
    if (look.kind === 'unusable') return { kind: 'refused', problem: look.problem };
    if (look.text !== change.before) return { kind: 'refused', problem: 'changed' };
    const document = this.#documents.find(uri);
    // It was closed meanwhile.
    if (!document) return this.#disk.replace(uri, change);
    const problem = difference(document.getText(), change.before);
    if (problem !== undefined) return { kind: 'refused', problem };
    return this.#edit(document, change);
  }

  tidy(uri: string): Promise<void> {
    return this.#disk.tidy(uri);
  }

  async #edit(document: TextDocument, { edits }: FileChange): Promise<FileOutcome> {
    const answer = await this.#documents.edit(document, edits);
    if (answer === 'refused') return { kind: 'refused', problem: 'not-applied' };
    const isSaved = answer === 'applied' && (await this.#documents.save(document));
    if (!isSaved) return { kind: 'unclear' };
    await this.#settle(document.uri);
    return { kind: 'replaced' };
  }

  /** Formatting while saving changes the document again: that may be told after the answer. */
  async #settle(uri: string): Promise<void> {
    for (let looks = 0; looks < MAX_LOOKS; looks += 1) {
      const look = await this.look(uri, new AbortController().signal);
      if (look.kind === 'text' || look.problem !== 'unsaved') return;
      await new Promise<void>((resolve) => void this.#timer.setTimeout(resolve, pauseMs));
    }
  }
}

/** Editors give all lines of a document the same end: saving it would change more than was meant. */
function difference(open: string, onDisk: string): 'unsaved' | 'line-ends' | undefined {
  if (open === onDisk) return undefined;
  return withOneEnd(open) === withOneEnd(onDisk) ? 'line-ends' : 'unsaved';
}

function withOneEnd(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n');
}
