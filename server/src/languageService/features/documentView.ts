import { trimOf } from '../trim.ts';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Range } from 'vscode-languageserver-types';
import type { ConfigBlock, ConfigDocument } from '../configDocument.ts';
import type { DocumentCache } from '../documentCache.ts';
import { detect, type Detection } from '../findings/detector.ts';
import type { Finding } from '../findings/finding.ts';
import { isAtLeast } from '../findings/finding.ts';
import { withoutHalfWritten } from '../findings/halfWritten.ts';
import type { Directive } from '../findings/suppressions/directive.ts';
import type { PlacedReference } from '../references/extract.ts';
import { extractReferences } from '../references/extract.ts';
import type { NamedMount } from '../references/mounts.ts';
import type { OffsetRange } from '../references/reference.ts';
import type { ResourceSettings } from '../resourceSettings.ts';
import type { SecretStore } from '../secretStore.ts';
import type { SeverityByConfidence } from '../severity.ts';

/** One version of a document as every feature sees it: its scalars, references and findings. */
export interface DocumentView {
  readonly document: TextDocument;
  readonly config: ConfigDocument;
  readonly mounts: readonly string[];
  /** The same with the versions that the server has told. */
  readonly namedMounts: readonly NamedMount[];
  readonly references: readonly PlacedReference[];
  /** Plaintext secrets at or above the configured confidence, sorted by offset. */
  readonly findings: readonly Finding[];
  /** Whether there is one besides, in a value that is not written to its end. */
  readonly isHeldBack: boolean;
  /** Our comments that set no finding aside. */
  readonly unusedSuppressions: readonly Directive[];
  readonly severity: SeverityByConfidence;
  /** What the file would say with another text. */
  redetect(config: ConfigDocument): readonly Finding[];
}

/** What an editor knows of a document besides. */
export interface DocumentPlace {
  /** Slash path from the workspace folder that holds it; undefined outside of all. */
  readonly path?: string | undefined;
  /** Offset behind what is being typed in it. */
  readonly typedAt?: number | undefined;
}

/** Reads documents; what is unchanged comes from the caches of the stages. */
export class DocumentReader {
  readonly #cache: DocumentCache;
  readonly #store: SecretStore;

  constructor(cache: DocumentCache, store: SecretStore) {
    this.#cache = cache;
    this.#store = store;
  }

  /** The view of the document's current version under the given settings. Never throws. */
  read(document: TextDocument, settings: ResourceSettings, place: DocumentPlace = {}): DocumentView {
    const config = this.#cache.get(document);
    const namedMounts = this.namedMounts(settings);
    const { path = fileName(document.uri), typedAt } = place;
    const look = (at: ConfigDocument): Detection => detect(at, { fileName: path, policy: settings.policy });
    const { findings, unused } = settings.detectionEnabled ? look(config) : { findings: [], unused: [] };
    const sure = findings.filter(({ confidence }) => isAtLeast(confidence, settings.minConfidence));
    const shown = typedAt === undefined ? sure : withoutHalfWritten(config.text, sure, typedAt);
    return {
      document,
      config,
      mounts: this.mounts(settings),
      namedMounts,
      references: extractReferences(config, namedMounts),
      findings: shown,
      isHeldBack: shown.length < sure.length,
      unusedSuppressions: unused,
      severity: settings.severity,
      redetect: (changed) => look(changed).findings,
    };
  }

  /** Mounts of the settings, and those last listed by the server with their versions. */
  namedMounts(settings: ResourceSettings): readonly NamedMount[] {
    return [...settings.mounts, ...this.#store.knownMounts];
  }

  /** Mounts of the settings and those last listed by the server, without slashes at their ends. */
  mounts(settings: ResourceSettings): readonly string[] {
    const listed = this.#store.knownMounts.map((mount) => mount.path);
    const all = [...settings.mounts, ...listed].map((mount) => trimOf(mount, '/'));
    return [...new Set(all)].filter((mount) => mount !== '');
  }
}

/** The path of a `file:` address, decoded where it can be; the address itself otherwise. */
function fileName(uri: string): string {
  const path = uri.replace(/^[a-z+]+:(\/\/[^/]*)?/i, '');
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** A block-relative range in the file. */
export function absoluteRange(block: ConfigBlock, range: OffsetRange): OffsetRange {
  return { start: block.start + range.start, end: block.start + range.end };
}

/** Offsets as LSP lines and UTF-16 columns. */
export function toRange(document: TextDocument, { start, end }: OffsetRange): Range {
  return { start: document.positionAt(start), end: document.positionAt(end) };
}
