import type { CompletionItem, CompletionList, Position } from 'vscode-languageserver-types';
import { CompletionItemKind } from 'vscode-languageserver-types';
import type { LocatedScalar } from '../configDocument.ts';
import { encodePath, formatReference } from '../references/format.ts';
import { partialReference } from '../references/partial.ts';
import type { PartialReference } from '../references/partial.ts';
import type { TypedForm } from '../references/typing.ts';
import type { SecretStore } from '../secretStore.ts';
import type { DocumentView } from './documentView.ts';
import { toRange } from './documentView.ts';

const nothing: CompletionList = { isIncomplete: false, items: [] };

interface Place {
  readonly view: DocumentView;
  readonly located: LocatedScalar;
  readonly partial: PartialReference;
}

/** Completes mount, path segment and key of the reference being typed. Labels are names, never values. */
export class CompletionProvider {
  readonly #store: SecretStore;

  constructor(store: SecretStore) {
    this.#store = store;
  }

  /**
   * Names that fit at a position; the empty list where the scalar cannot be a reference.
   * @throws the signal's reason when it aborts.
   */
  async provideCompletion(
    view: DocumentView,
    position: Position,
    signal: AbortSignal,
  ): Promise<CompletionList> {
    const place = placeAt(view, position);
    if (!place) return nothing;
    const { partial } = place;
    switch (partial.stage) {
      case 'mount':
        return { isIncomplete: false, items: mountItems(place) };
      case 'path':
        return this.#pathItems(place, partial, signal);
      case 'key':
        return this.#keyItems(place, partial.mount, partial.path, signal);
    }
  }

  async #pathItems(
    place: Place,
    { mount, folder, lead, form }: PartialReference & { readonly stage: 'path' },
    signal: AbortSignal,
  ): Promise<CompletionList> {
    const answer = await this.#store.list(mount, folder, signal);
    if (answer.kind !== 'listed') return { isIncomplete: answer.kind === 'unreachable', items: [] };
    const items = answer.names.map((name) => {
      const isFolder = name.endsWith('/');
      const path = `${folder === '' ? '' : `${folder}/`}${name}`;
      return item(place, name, isFolder ? CompletionItemKind.Folder : CompletionItemKind.File, {
        lead,
        follow: isFolder ? '' : form === 'vals' ? '#/' : '#',
        whole: isFolder ? undefined : { mount, path },
      });
    });
    return { isIncomplete: false, items: items.flat() };
  }

  async #keyItems(place: Place, mount: string, path: string, signal: AbortSignal): Promise<CompletionList> {
    const status = await this.#store.describe({ mount, path }, signal);
    if (status.kind !== 'exists') return { isIncomplete: status.kind === 'unreachable', items: [] };
    // In vals a slash leads into nested values.
    const isSpelled = (key: string): boolean => place.partial.form !== 'vals' || !key.includes('/');
    const keys = (status.keys ?? []).filter(isSpelled);
    const items = keys.flatMap((key) =>
      item(place, key, CompletionItemKind.Field, { lead: '', follow: '', whole: { mount, path, key } }),
    );
    return { isIncomplete: false, items };
  }
}

/** Only a value written as it reads can be completed: with escapes in it, offsets in the value are not the text's. */
function placeAt(view: DocumentView, position: Position): Place | undefined {
  const offset = view.document.offsetAt(position);
  const located = view.config.scalarAt(offset);
  if (!located || located.scalar.kind === 'number' || located.scalar.kind === 'boolean') return undefined;
  const isEmpty = located.start === located.end;
  const written = view.config.text.slice(located.start, located.end);
  if (!isEmpty && written !== located.scalar.value) return undefined;
  const start = isEmpty ? offset : located.start;
  const partial = partialReference(written, offset - start, view.namedMounts);
  return partial && { view, located: { ...located, start, end: start + written.length }, partial };
}

function mountItems(place: Place): CompletionItem[] {
  return place.view.mounts.flatMap((mount) =>
    item(place, `${mount}/`, CompletionItemKind.Module, { lead: '', follow: '', whole: undefined }),
  );
}

interface Insertion {
  /** What comes before the name. */
  readonly lead: string;
  /** What comes after the name, unless it is there already. */
  readonly follow: string;
  /** The reference so far, for names that the own form cannot spell; undefined where that is not complete enough. */
  readonly whole: { readonly mount: string; readonly path: string; readonly key?: string } | undefined;
}

function item(
  place: Place,
  name: string,
  kind: CompletionItemKind,
  { lead, follow, whole }: Insertion,
): CompletionItem[] {
  const { view, located, partial } = place;
  const spelledName = spell(name, partial.form);
  if (spelledName === undefined) return wholeItem(place, name, kind, whole);
  const spelled = `${lead}${spelledName}`;
  const start = located.start + partial.replace.start;
  const end = located.start + partial.replace.end;
  const next = view.config.text.slice(end, end + 1);
  const already = (next !== '' && follow.startsWith(next)) || (spelled.endsWith('/') && next === '/');
  const newText =
    already && spelled.endsWith('/') ? spelled.slice(0, -1) : `${spelled}${already ? '' : follow}`;
  const range = toRange(view.document, { start, end });
  return [{ label: name, kind, filterText: spelled, textEdit: { range, newText } }];
}

/** Replaces the whole value by the percent-encoded form. */
function wholeItem(
  { view, located, partial }: Place,
  name: string,
  kind: CompletionItemKind,
  whole: Insertion['whole'],
): CompletionItem[] {
  if (whole?.key === undefined || partial.form !== 'own') return [];
  const newText = formatReference({ ...whole, key: whole.key });
  const range = toRange(view.document, located);
  const filterText = view.config.text.slice(located.start, located.end);
  return [{ label: name, kind, filterText, textEdit: { range, newText } }];
}

/** The name as the form spells it, or undefined when it cannot. */
function spell(name: string, form: TypedForm): string | undefined {
  if (form === 'uri') return encodePath(name);
  return /^[A-Za-z0-9._/-]+$/.test(name) ? name : undefined;
}
