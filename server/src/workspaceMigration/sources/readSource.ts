import { TextDocument } from 'vscode-languageserver-textdocument';
import { workspacePlace } from '../../handlers/workspacePlace.ts';
import type { DocumentView } from '../../languageService/features/documentView.ts';
import type { Finding } from '../../languageService/findings/finding.ts';
import type { PlanSource } from '../../migration/plan/plan.ts';
import type { ResourceSettings } from '../../languageService/resourceSettings.ts';
import type { MigrationParts } from '../migrationParts.ts';

interface FoundSource extends PlanSource {
  readonly findings: readonly Finding[];
}

/** A file with plaintext secrets, under its own settings. */
export interface ReadSource {
  readonly source: FoundSource;
  readonly settings: ResourceSettings;
  /** Of its findings, those that the baseline of its folder accepts. */
  readonly accepted: ReadonlySet<Finding>;
}

export type SourceParts = Pick<
  MigrationParts,
  'documents' | 'folders' | 'settings' | 'service' | 'baselines'
>;

/** Reads an open document. */
export async function readOpen(parts: SourceParts, document: TextDocument): Promise<ReadSource> {
  return read(parts, document, await parts.settings.get(document.uri));
}

/** Reads the text of a file that is not open. `settingsOf`: the address whose settings are in force. */
export async function readClosed(
  parts: SourceParts,
  file: { readonly uri: string; readonly languageId: string; readonly text: string },
  settingsOf: string,
): Promise<ReadSource> {
  const { uri, languageId, text } = file;
  const settings = await parts.settings.get(settingsOf);
  try {
    return await read(parts, TextDocument.create(uri, languageId, 0, text), settings);
  } finally {
    // An open document of the same address is read again when it is needed.
    parts.service.forget(uri);
  }
}

async function read(
  { folders, service, baselines }: SourceParts,
  document: TextDocument,
  settings: ResourceSettings,
): Promise<ReadSource> {
  const { uri, languageId } = document;
  const { workspaceFolderName: folder, relativePath } = workspacePlace(uri, await folders.current());
  const path = folder === undefined ? undefined : relativePath;
  const view = service.read(document, settings, { path });
  const { findings } = view;
  const source = { uri, languageId, folder, path: relativePath, text: document.getText(), findings };
  return { source, settings, accepted: await acceptedOf(baselines, view) };
}

async function acceptedOf(
  baselines: MigrationParts['baselines'],
  view: DocumentView,
): Promise<ReadonlySet<Finding>> {
  const shown = new Set((await baselines.filter(view)).findings);
  return new Set(view.findings.filter((finding) => !shown.has(finding)));
}

/** The same with some of its findings. */
export function onlyFindings(
  { source, ...rest }: ReadSource,
  isMeant: (finding: Finding) => boolean,
): ReadSource {
  return { ...rest, source: { ...source, findings: source.findings.filter(isMeant) } };
}
