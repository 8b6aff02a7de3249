/** What a path or an open file is. Numbers that a double cannot hold are `bigint`. */
export interface FileFacts {
  readonly kind: 'file' | 'folder' | 'link' | 'other';
  readonly device: bigint;
  readonly inode: bigint;
  readonly size: number;
  /** Permission bits, without the kind. */
  readonly mode: number;
  readonly owner: number;
  readonly group: number;
  readonly names: number;
  /** Nanoseconds. */
  readonly modified: bigint;
}

/** `new`: it must not be there. `append`: every write goes to the end. `read`: neither a link nor the end of a pipe. */
export type OpenFor = 'read' | 'new' | 'append';

/** An open file. */
export interface RunHandle {
  facts(): Promise<FileFacts>;
  /** Bytes that were read from where the last read ended; 0 at the end. */
  read(into: Uint8Array): Promise<number>;
  /** Bytes that were written, perhaps not all. */
  write(bytes: Uint8Array): Promise<number>;
  truncate(size: number): Promise<void>;
  setOwner(owner: number, group: number): Promise<void>;
  setMode(mode: number): Promise<void>;
  /** Settles when contents and facts are on disk for good. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/**
 * PORT: the calls on the file system that runs need, so that a test can have each of them fail or never answer. All of
 * them throw system errors with a `code`. No link is followed at the end of a path, but by `realPath` and `mayWrite`.
 */
export interface RunDisk {
  open(path: string, mode: OpenFor): Promise<RunHandle>;
  facts(path: string): Promise<FileFacts>;
  /** The path without links. */
  realPath(path: string): Promise<string>;
  /** @throws when this user may not write the file, or make and rename files in the folder. */
  mayWrite(path: string, kind: 'file' | 'folder'): Promise<void>;
  /** Takes the place of what is at `to`, in one step. */
  rename(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
  names(folder: string): Promise<readonly string[]>;
  /** With the folders that lead to it, for this user alone; also when it is there. @returns the first that was made. */
  makeFolder(path: string): Promise<string | undefined>;
  setFolderMode(path: string, mode: number): Promise<void>;
  /** Opens a folder, to have its entries on disk for good by `sync`. */
  openFolder(path: string): Promise<Pick<RunHandle, 'sync' | 'close'>>;
  /** Sets the time of the last change to now. */
  touch(path: string): Promise<void>;
}
