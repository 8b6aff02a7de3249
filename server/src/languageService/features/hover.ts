import type { Hover, Position } from 'vscode-languageserver-types';
import { escapeMarkdown, mask } from '../markdown.ts';
import { elsewhereDetail, isElsewhere } from '../references/elsewhere.ts';
import type { FoundReference, OffsetRange, SecretReference } from '../references/reference.ts';
import type { ExistingPath, PathStatus, SecretStore } from '../secretStore.ts';
import type { DocumentView } from './documentView.ts';
import { absoluteRange, toRange } from './documentView.ts';

const maxNames = 20;

/** Explains the reference under the cursor: what it is and whether it exists, never its value. */
export class HoverProvider {
  readonly #store: SecretStore;

  constructor(store: SecretStore) {
    this.#store = store;
  }

  /**
   * The hover at a position, or undefined where there is no reference. Base64 may hold several.
   * @throws the signal's reason when it aborts.
   */
  async provideHover(
    view: DocumentView,
    position: Position,
    signal: AbortSignal,
  ): Promise<Hover | undefined> {
    const offset = view.document.offsetAt(position);
    const [first, ...others] = referencesAt(view, offset);
    if (!first) return undefined;
    const here = [first, ...others.filter(({ range }) => range.start === first.range.start)];
    const all = await Promise.all(here.slice(0, maxNames).map(({ found }) => this.#describe(found, signal)));
    const value = all.join('\n\n---\n\n');
    return { contents: { kind: 'markdown', value }, range: toRange(view.document, first.range) };
  }

  async #describe(found: FoundReference, signal: AbortSignal): Promise<string> {
    if (isElsewhere(found, this.#store.connection)) {
      const lines = [`**${title(found.reference)}**`, mask, ...askedVersion(found)];
      return [...lines, `Not checked: ${elsewhereDetail}`].join('\n\n');
    }
    const status = await this.#store.describe(found.reference, signal);
    const link = this.#store.uiLink(found.reference);
    return [
      `**${title(found.reference)}**`,
      mask,
      ...askedVersion(found),
      ...statusLines(found.reference, status),
      ...(link === undefined ? [] : [`[Open in Vault](${link})`]),
    ].join('\n\n');
  }
}

interface ReferenceAt {
  readonly found: FoundReference;
  /** In the file. */
  readonly range: OffsetRange;
}

function referencesAt({ references }: DocumentView, offset: number): readonly ReferenceAt[] {
  return references.flatMap(({ block, extracted }) => {
    if (extracted.kind !== 'found') return [];
    const range = absoluteRange(block, extracted);
    return offset < range.start || offset > range.end ? [] : [{ found: extracted, range }];
  });
}

function askedVersion({ version }: FoundReference): string[] {
  return version === undefined ? [] : [`The reference names version ${escapeMarkdown(version)}.`];
}

function title({ mount, path, key }: SecretReference): string {
  return escapeMarkdown(key === undefined ? `${mount}/${path}` : `${mount}/${path}#${key}`);
}

function statusLines(reference: SecretReference, status: PathStatus): string[] {
  switch (status.kind) {
    case 'exists':
      return existingLines(reference, status);
    case 'no-such-mount':
      return ['There is no such mount.'];
    case 'no-such-path':
      return ['There is no such secret.'];
    case 'deleted-version':
      return [`The current version (${String(status.version)}) is deleted.`];
    case 'denied':
    case 'not-signed-in':
    case 'sealed':
    case 'unreachable':
    case 'not-checkable':
      return [`Not checked: ${escapeMarkdown(status.detail)}`];
  }
}

function existingLines({ key }: SecretReference, status: ExistingPath): string[] {
  return [existence(key, status), ...versionLine(status), ...keyLine(status.keys), ...metadataLine(status)];
}

function existence(key: string | undefined, { keys, keysUnknownBecause }: ExistingPath): string {
  if (keys === undefined)
    return `The path exists. Key not checked: ${escapeMarkdown(keysUnknownBecause ?? '')}`;
  if (key === undefined) return 'Exists.';
  return keys.includes(key) ? 'Exists.' : 'The path exists, but has no such key.';
}

function versionLine({ version, createdTime }: ExistingPath): string[] {
  if (version === undefined) return [];
  const changed = createdTime === undefined ? '' : `, changed ${escapeMarkdown(createdTime)}`;
  return [`Version ${String(version)}${changed}`];
}

function keyLine(keys: readonly string[] | undefined): string[] {
  if (keys === undefined || keys.length === 0) return [];
  const rest = keys.length > maxNames ? ` and ${String(keys.length - maxNames)} more` : '';
  return [`Keys: ${keys.slice(0, maxNames).map(escapeMarkdown).join(', ')}${rest}`];
}

function metadataLine({ customMetadata }: ExistingPath): string[] {
  const entries = Object.entries(customMetadata ?? {}).slice(0, maxNames);
  if (entries.length === 0) return [];
  const text = entries.map(([name, value]) => `${escapeMarkdown(name)}: ${escapeMarkdown(value)}`);
  return [text.join('  \n')];
}
