import * as v from 'valibot';
import type { Connection, WorkspaceFolder } from 'vscode-languageserver';
import { MAX_GLOB } from '../languageService/findings/policy/glob.ts';
import type { ExclusionSettings } from '../scan/workspace/exclusions.ts';

/** Most globs of one setting. */
const MAX_GLOBS = 500;

/** Sections of the editor's own settings that say what is left out. */
export const editorSections = ['files.exclude', 'search.exclude'] as const;

const glob = v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_GLOB));
const globsOfEditor = v.fallback(v.record(v.string(), v.unknown()), {});
const globsOfOurs = v.fallback(v.array(v.unknown()), []);

export const noExclusions: ExclusionSettings = { ofEditor: [], own: [] };

/**
 * What a client says is left out of a folder; nothing where it does not answer. A glob of the editor that has a
 * condition holds for some files beside others only, so such files are scanned.
 */
export async function readExclusions(
  connection: Connection,
  { uri: scopeUri }: WorkspaceFolder,
): Promise<ExclusionSettings> {
  const items = [...editorSections, 'vaultRefs.scan.exclude'].map((section) => ({ scopeUri, section }));
  const answers = (await connection.workspace.getConfiguration(items).catch(() => [])) as unknown;
  const [files, search, own] = Array.isArray(answers) ? (answers as unknown[]) : [];
  return { ofEditor: [...switchedOn(files), ...switchedOn(search)], own: globs(v.parse(globsOfOurs, own)) };
}

function switchedOn(setting: unknown): readonly string[] {
  const entries = Object.entries(v.parse(globsOfEditor, setting));
  return globs(entries.filter(([, value]) => value === true).map(([key]) => key));
}

function globs(all: readonly unknown[]): readonly string[] {
  return all.filter((one): one is string => v.is(glob, one)).slice(0, MAX_GLOBS);
}
