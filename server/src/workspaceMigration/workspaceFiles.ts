import type { RunFiles } from '../migration/runFiles.ts';
import { everyPlace } from '../workspaceScan/folderPlaces.ts';
import { editorDocuments } from './editorDocuments.ts';
import { EditorFiles } from './editorFiles.ts';
import type { MigrationParts } from './migrationParts.ts';

/** The files of the folders that are open at the time of a call. */
export function workspaceFiles({
  connection,
  documents,
  folders,
  storage,
  timer,
}: Pick<MigrationParts, 'connection' | 'documents' | 'folders' | 'storage' | 'timer'>): RunFiles {
  let roots: readonly string[] = [];
  const disk = storage.openFiles(() => roots);
  const withRoots = async (): Promise<RunFiles> => {
    roots = everyPlace(await folders.current()).map(({ root }) => root);
    return disk;
  };
  return new EditorFiles({
    documents: editorDocuments(connection, documents),
    disk: {
      look: async (uri, signal) => (await withRoots()).look(uri, signal),
      replace: async (uri, change) => (await withRoots()).replace(uri, change),
      tidy: async (uri) => (await withRoots()).tidy(uri),
    },
    timer,
  });
}
