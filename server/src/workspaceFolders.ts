import type { ClientCapabilities, Connection, WorkspaceFolder } from 'vscode-languageserver';

/** What a client says of its workspace when it introduces itself. */
interface Introduction {
  readonly capabilities: ClientCapabilities;
  readonly workspaceFolders?: readonly WorkspaceFolder[] | null;
  /** All that clients have that know of no folders. */
  readonly rootUri: string | null;
}

/** The folders of the client's workspace: asked for at most once, and kept up by what the client tells. */
export class WorkspaceFolders {
  readonly #connection: Connection;
  readonly #canTell: boolean;
  #folders: Promise<readonly WorkspaceFolder[]> | undefined;

  constructor(connection: Connection, { capabilities, workspaceFolders, rootUri }: Introduction) {
    this.#connection = connection;
    this.#canTell = capabilities.workspace?.workspaceFolders === true;
    if (workspaceFolders) this.#folders = Promise.resolve(workspaceFolders);
    else if (!this.#canTell) this.#folders = Promise.resolve(rootUri ? [{ uri: rootUri, name: '' }] : []);
  }

  /** The folders now; none where there is no workspace. */
  current(): Promise<readonly WorkspaceFolder[]> {
    return (this.#folders ??= this.#ask());
  }

  /** Follows the client's changes; `onDidChange` is called after each with the folders that went. */
  watch(onDidChange: (removed: readonly WorkspaceFolder[]) => void): void {
    if (!this.#canTell) return;
    this.#connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      const gone = new Set(removed.map(({ uri }) => uri));
      this.#folders = this.#folders?.then((folders) => [
        ...folders.filter(({ uri }) => !gone.has(uri)),
        ...added,
      ]);
      onDidChange(removed);
    });
  }

  /** A client that fails to answer is asked again. */
  async #ask(): Promise<readonly WorkspaceFolder[]> {
    try {
      return (await this.#connection.workspace.getWorkspaceFolders()) ?? [];
    } catch {
      this.#folders = undefined;
      return [];
    }
  }
}
