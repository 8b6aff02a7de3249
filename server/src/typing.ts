import { TextDocument, type TextDocumentContentChangeEvent } from 'vscode-languageserver-textdocument';
import type { Subscription } from './languageService/secretStore.ts';
import type { Timer } from './runtime.ts';

/** So long after the last key a value counts as being typed. */
const restMs = 1_000;

/** More characters at once were not typed but pasted or completed. */
const MAX_TYPED = 2;

/** Where somebody types in a document. */
interface Place {
  readonly offset: number;
  readonly rest: Subscription;
  /** Whether something is not shown until typing rests. */
  isOwed: boolean;
}

/** Knows where in each open document somebody types, for a second after each key. */
export class Typing {
  readonly #timer: Timer;
  readonly #onRest: () => void;
  readonly #places = new Map<string, Place>();

  /** `onRest` is called when typing rests in a document that something is owed for. */
  constructor(timer: Timer, onRest: () => void) {
    this.#timer = timer;
    this.#onRest = onRest;
  }

  /** Applies changes to a document, and notes whether they were typed. */
  update(document: TextDocument, changes: TextDocumentContentChangeEvent[], version: number): TextDocument {
    const updated = TextDocument.update(document, changes, version);
    this.forget(updated.uri);
    const offset = typedAt(updated, changes);
    if (offset !== undefined) this.#note(updated.uri, offset);
    return updated;
  }

  /** Offset behind what was typed last; undefined when nothing was within the last second. */
  placeIn(uri: string): number | undefined {
    return this.#places.get(uri)?.offset;
  }

  /** Something of a document is to be shown once typing rests. */
  owe(uri: string): void {
    const place = this.#places.get(uri);
    if (place) place.isOwed = true;
  }

  /** Forgets a document that was closed, or changed in another way. */
  forget(uri: string): void {
    this.#places.get(uri)?.rest.dispose();
    this.#places.delete(uri);
  }

  #note(uri: string, offset: number): void {
    const rest = this.#timer.setTimeout(() => {
      this.#places.delete(uri);
      if (place.isOwed) this.#onRest();
    }, restMs);
    const place: Place = { offset, rest, isOwed: false };
    this.#places.set(uri, place);
  }
}

/** Offset behind the last of some changes, if each is a key or two that were pressed. */
function typedAt(
  document: TextDocument,
  changes: readonly TextDocumentContentChangeEvent[],
): number | undefined {
  let offset: number | undefined;
  for (const change of changes) {
    if (!('range' in change) || !isTyped(change.text)) return undefined;
    const { start, end } = change.range;
    if (start.line !== end.line || end.character - start.character > MAX_TYPED) return undefined;
    offset = document.offsetAt(start) + change.text.length;
  }
  return offset;
}

function isTyped(text: string): boolean {
  return text.length <= MAX_TYPED && !/[\r\n]/.test(text);
}
