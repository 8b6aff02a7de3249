import { TextDocument } from 'vscode-languageserver-textdocument';
import type { LanguageService } from './languageService/index.ts';
import { defaultResourceSettings } from './languageService/resourceSettings.ts';
import type { Timer } from './runtime.ts';
import { warmUpFiles } from './warmUpFiles.ts';

/** Long enough for a client that has a file open to send it and be answered first. */
const DELAY_MS = 100;
/** What the client asks meanwhile waits no longer than a slice, or one reading of a few kilobytes. */
const SLICE_MS = 4;
const PAUSE_MS = 1;
/** Time on the processor in all. With less, the engine has compiled only a part. */
const BUDGET_MS = 450;

/**
 * Reads made-up files while nobody waits, so that the engine has compiled the reader and detection before the first
 * large file comes. Measured for 1.1 MB of YAML, opened a second after the start: 130 ms instead of 250. Nothing of it
 * reaches the client or Vault. Disposing of the result ends it.
 */
export function warmUp(service: LanguageService, timer: Timer, now: () => number): { dispose(): void } {
  let spent = 0;
  let count = 0;
  let isOver = false;
  const read = (): void => {
    const { languageId, text } = warmUpFiles[count % warmUpFiles.length] ?? { languageId: 'yaml', text: '' };
    const uri = `warm-up:/${count}`;
    // Another text each time, as what was read before is remembered.
    const document = TextDocument.create(uri, languageId, 0, text.replaceAll('$N', String(count)));
    service.reader.read(document, defaultResourceSettings);
    service.forget(uri);
    count += 1;
  };
  const slice = (): void => {
    if (isOver) return;
    const start = now();
    let end = start;
    while (end - start < SLICE_MS) {
      read();
      end = now();
    }
    spent += end - start;
    if (spent < BUDGET_MS) timer.setTimeout(slice, PAUSE_MS);
  };
  timer.setTimeout(slice, DELAY_MS);
  return { dispose: () => (isOver = true) };
}
